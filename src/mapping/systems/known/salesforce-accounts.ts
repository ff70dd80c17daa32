import { headers, type SystemProfile } from '../definition.ts';

export const salesforceAccounts: SystemProfile = {
  id: 'salesforce-accounts',
  title: { en: 'Salesforce data export: accounts', zh: 'Salesforce 数据导出：客户' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'Id|IsDeleted|MasterRecordId|Name|Type|ParentId|BillingStreet|BillingCity|BillingState|BillingPostalCode|BillingCountry|BillingLatitude|BillingLongitude|BillingGeocodeAccuracy|ShippingStreet|ShippingCity|ShippingState|ShippingPostalCode|ShippingCountry|Phone|Fax|AccountNumber|Website|Sic|Industry|AnnualRevenue|NumberOfEmployees|Ownership|TickerSymbol|Description|Rating|Site|OwnerId|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|LastActivityDate|AccountSource',
  ),
  anchors: headers('MasterRecordId|SystemModstamp|BillingGeocodeAccuracy'),
  needed: headers('Id|IsDeleted|Name|BillingStreet|CreatedDate'),
  roles: {
    Id: 'customer_id',
    Name: 'name',
    Type: 'segment',
    ParentId: 'parent_id',
    BillingState: 'region',
    BillingCountry: 'country',
    Phone: 'phone',
    CreatedDate: 'created',
    AccountSource: 'source',
  },
  zone: 'UTC',
};
