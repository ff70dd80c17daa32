import { headers, type SystemProfile } from '../definition.ts';

export const surveymonkey: SystemProfile = {
  id: 'surveymonkey',
  title: { en: 'SurveyMonkey responses', zh: 'SurveyMonkey 答卷' },
  evidence: 'seen',
  table: 'surveys',
  grain: 'response',
  columns: headers('Respondent ID|Collector ID|Start Date|End Date|IP Address|Email Address|First Name|Last Name|Custom Data 1'),
  anchors: headers('Collector ID|Custom Data 1'),
  needed: headers('Respondent ID|Collector ID|Start Date|End Date'),
  aliases: { RespondentID: 'Respondent ID', CollectorID: 'Collector ID', StartDate: 'Start Date', EndDate: 'End Date' },
  roles: {
    'Respondent ID': 'response_id',
    'End Date': 'date',
    'Email Address': 'customer_id',
  },
  dateOrder: 'month-first',
};
