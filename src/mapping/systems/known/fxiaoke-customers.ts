import { headers, type SystemProfile } from '../definition.ts';

export const fxiaokeCustomers: SystemProfile = {
  id: 'fxiaoke-customers',
  title: { en: 'Fxiaoke customers', zh: '纷享销客客户' },
  evidence: 'memory',
  table: 'customers',
  grain: 'record',
  columns: headers('客户名称|客户编号|客户级别|客户来源|行业|成交状态|负责人|负责人主属部门|最后跟进时间|创建时间|电话|地址|国家|省|市'),
  anchors: headers('负责人主属部门|成交状态'),
  roles: {
    客户编号: 'customer_id',
    客户名称: 'name',
    客户级别: 'segment',
    客户来源: 'source',
    创建时间: 'created',
    电话: 'phone',
    省: 'region',
    国家: 'country',
  },
  zone: 'Asia/Shanghai',
};
