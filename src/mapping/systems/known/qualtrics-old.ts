import { headers, type SystemProfile } from '../definition.ts';

export const qualtricsOld: SystemProfile = {
  id: 'qualtrics-old',
  title: { en: 'Qualtrics responses (older)', zh: 'Qualtrics 答卷（旧版）' },
  evidence: 'seen',
  table: 'surveys',
  grain: 'response',
  columns: headers(
    'ResponseID|ResponseSet|IPAddress|StartDate|EndDate|RecipientLastName|RecipientFirstName|RecipientEmail|ExternalDataReference|Finished|Status|LocationLatitude|LocationLongitude|LocationAccuracy',
  ),
  anchors: headers('ResponseSet|ExternalDataReference'),
  needed: headers('ResponseID|ResponseSet|StartDate|EndDate|Finished'),
  aliases: {
    V1: 'ResponseID',
    V2: 'ResponseSet',
    V3: 'RecipientLastName',
    V4: 'ExternalDataReference',
    V5: 'RecipientEmail',
    V6: 'IPAddress',
    V7: 'Status',
    V8: 'StartDate',
    V9: 'EndDate',
    V10: 'Finished',
  },
  roles: {
    ResponseID: 'response_id',
    ExternalDataReference: 'customer_id',
    EndDate: 'date',
  },
};
