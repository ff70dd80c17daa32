import { headers, type SystemProfile } from '../definition.ts';

export const telcoChurn: SystemProfile = {
  id: 'telco-churn',
  title: { en: 'IBM Telco customer churn', zh: 'IBM Telco 客户流失数据集' },
  evidence: 'seen',
  table: 'subscriptions',
  grain: 'record',
  columns: headers(
    'customerID|gender|SeniorCitizen|Partner|Dependents|tenure|PhoneService|MultipleLines|InternetService|OnlineSecurity|OnlineBackup|DeviceProtection|TechSupport|StreamingTV|StreamingMovies|Contract|PaperlessBilling|PaymentMethod|MonthlyCharges|TotalCharges|Churn',
  ),
  anchors: headers('SeniorCitizen|MonthlyCharges|PaperlessBilling'),
  needed: headers('customerID|tenure|MonthlyCharges|Churn'),
  roles: {
    customerID: 'customer_id',
    tenure: 'tenure_months',
    Contract: 'plan',
    MonthlyCharges: 'amount',
    Churn: 'churned',
  },
};
