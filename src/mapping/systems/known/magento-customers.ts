import { headers, type SystemProfile } from '../definition.ts';

export const magentoCustomers: SystemProfile = {
  id: 'magento-customers',
  title: { en: 'Magento customers grid', zh: 'Magento 客户列表' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers(
    'ID|Name|Email|Group|Phone|ZIP|Country|State/Province|Customer Since|Web Site|Confirmed email|Account Created in|Billing Address|Shipping Address|Date of Birth|Tax VAT Number|Gender|Street Address|City|Fax|VAT Number|Company|Billing Firstname|Billing Lastname|Account Lock',
  ),
  anchors: headers('Confirmed email|Account Created in|Account Lock'),
  needed: headers('ID|Name|Email|Group|Customer Since'),
  roles: {
    ID: 'customer_id',
    Name: 'name',
    Email: 'email',
    Group: 'segment',
    Phone: 'phone',
    Country: 'country',
    'State/Province': 'region',
    'Customer Since': 'created',
    'Account Created in': 'source',
    Gender: 'gender',
    'Date of Birth': 'birth_date',
  },
};
