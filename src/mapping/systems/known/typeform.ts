import { headers, type SystemProfile } from '../definition.ts';

export const typeform: SystemProfile = {
  id: 'typeform',
  title: { en: 'Typeform responses', zh: 'Typeform 答卷' },
  evidence: 'seen',
  table: 'surveys',
  grain: 'response',
  columns: headers('#|Start Date (UTC)|Submit Date (UTC)|Network ID|Response Type|Stage Date (UTC)|Tags|Ending'),
  anchors: headers('Submit Date (UTC)|Network ID|Stage Date (UTC)'),
  needed: headers('Start Date (UTC)|Submit Date (UTC)|Network ID'),
  roles: {
    '#': 'response_id',
    'Submit Date (UTC)': 'date',
  },
  zone: 'UTC',
};
