import { column, type CanonicalTable } from '../table-definition.ts';

/** One row a customer. */
export const customers: CanonicalTable = {
  name: 'customers',
  key: 'customer_id',
  identifying: [
    ['customer_id', 'email', 'phone'],
    ['name', 'email', 'phone', 'first_contact', 'created', 'segment', 'region', 'country', 'source', 'birth_year', 'gender'],
  ],
  columns: [
    column(
      'customer_id',
      'text',
      'customer id|customerid|customer no|customer number|customer|client id|member id|user id|account id|record id|contact id|klaviyo id|leid|id|cust|客户编号|客户编码|客户代码|客户ID|会员号|会员ID|会员编号|用户ID|用户编号|顾客编号|客戶編號|會員編號|顧客代號',
      { required: true },
    ),
    column(
      'name',
      'text',
      'customer name|buyer name|full name|client name|billing name|buyer|company|客户名称|客户姓名|姓名|会员姓名|收货人姓名|客戶名稱|姓名|收件人',
    ),
    column(
      'email',
      'text',
      'e-mail|email address|customer email|billing email|buyer-email|buyer email|from email address|邮箱|电子邮件|電子郵件|信箱',
    ),
    column(
      'phone',
      'text',
      'phone number|mobile|telephone|billing phone|buyer-phone-number|手机|手机号|联系手机|联系电话|电话|手機|聯絡電話',
    ),
    column(
      'first_contact',
      'date',
      'first contact|first contact date|first seen|signed up at|lead date|首次接触|首次接触日期|首次接觸日期',
    ),
    column(
      'created',
      'date',
      'created at|create date|customer since|signed up|signup date|date registered|registered|profile created on|date added|optin_time|confirm_time|注册时间|注册日期|创建时间|添加时间|註冊日期|建立時間',
    ),
    column('segment', 'text', 'customer segment|customer type|tier|lifecycle stage|客户级别|客户类型|会员等级|客群|客戶等級|會員等級'),
    column('region', 'text', 'customer region|area|territory|地区|区域|大区|省|省份|地區|區域'),
    column(
      'country',
      'text',
      'customer country|country code|billing country|ship country|ship-country|shipping country|country/region|国家|國家',
    ),
    column(
      'source',
      'text',
      'acquisition source|acquisition channel|lead source|original source|customer source|客户来源|获客渠道|客戶來源|獲客渠道',
    ),
    column(
      'parent_id',
      'text',
      'parent account|parent account id|parentid|parent customer|associated company ids|associated company id|上级客户|母公司|上級客戶',
    ),
    column(
      'stage_label',
      'text',
      'stage label|relationship stage|relationship phase|customer stage|stage of relationship|客户阶段|关系阶段|客户关系阶段|客户生命周期阶段|生命周期阶段|客戶階段|關係階段|生命週期階段',
    ),
    column('birth_year', 'integer', 'year of birth|birth year|出生年份|出生年', { unit: 'year' }),
    column('gender', 'text', 'sex|customer gender|性别|性別'),
    column('opt_out', 'boolean', 'unsubscribed|opted out|email opt out|hasoptedoutofemail|do not contact|退订|拒收|退訂'),
    column('attributes', 'text', ''),
  ],
  inputs: [
    {
      ...column(
        'opt_in',
        'boolean',
        'accepts email marketing|accepts marketing|email opt in|subscribed|marketing consent|接受营销|接受行銷',
      ),
      becomes: 'opt_out',
    },
    { ...column('consent_text', 'text', 'email marketing consent|subscription status|email status|订阅状态|訂閱狀態'), becomes: 'opt_out' },
    { ...column('unsubscribed_at', 'text', 'unsub_time|unsubscribe time|unsubscribed at|退订时间|退訂時間'), becomes: 'opt_out' },
    { ...column('birth_date', 'date', 'birthday|date of birth|dob|birthdate|生日|出生日期'), becomes: 'birth_year' },
    { ...column('first_name', 'text', 'given name|firstname'), becomes: 'name' },
    { ...column('last_name', 'text', 'family name|surname|lastname'), becomes: 'name' },
  ],
};
