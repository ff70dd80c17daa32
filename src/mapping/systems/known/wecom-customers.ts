import { headers, type SystemProfile } from '../definition.ts';

export const wecomCustomers: SystemProfile = {
  id: 'wecom-customers',
  title: { en: 'WeCom customers', zh: '企业微信客户' },
  evidence: 'seen',
  table: 'customers',
  grain: 'record',
  columns: headers('客户名称|描述|添加人|添加人账号|添加人所属部门|添加时间|来源|手机|企业|邮箱|地址|职务|电话|标签组1|客户类型|性别|备注'),
  anchors: headers('添加人|添加人账号|添加人所属部门'),
  needed: headers('客户名称|添加人|添加时间|来源'),
  roles: {
    客户名称: 'name',
    添加时间: 'created',
    来源: 'source',
    手机: 'phone',
    邮箱: 'email',
    性别: 'gender',
    客户类型: 'segment',
  },
  zone: 'Asia/Shanghai',
  notes: ['customer_per_owner'],
};
