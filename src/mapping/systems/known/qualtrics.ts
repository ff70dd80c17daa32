import { headers, type SystemProfile } from '../definition.ts';

export const qualtrics: SystemProfile = {
  id: 'qualtrics',
  title: { en: 'Qualtrics responses', zh: 'Qualtrics 答卷' },
  evidence: 'seen',
  table: 'surveys',
  grain: 'response',
  columns: headers(
    'StartDate|EndDate|Status|IPAddress|Progress|Duration (in seconds)|Finished|RecordedDate|ResponseId|RecipientLastName|RecipientFirstName|RecipientEmail|ExternalReference|LocationLatitude|LocationLongitude|DistributionChannel|UserLanguage',
  ),
  anchors: headers('RecordedDate|DistributionChannel|ExternalReference'),
  needed: headers('StartDate|EndDate|Status|Finished|ResponseId'),
  roles: {
    ResponseId: 'response_id',
    ExternalReference: 'customer_id',
    EndDate: 'date',
  },
};
