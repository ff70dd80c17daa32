import { headers, type SystemProfile } from '../definition.ts';

export const olistProducts: SystemProfile = {
  id: 'olist-products',
  title: { en: 'Olist products', zh: 'Olist 产品' },
  evidence: 'seen',
  table: 'products',
  grain: 'record',
  columns: headers(
    'product_id|product_category_name|product_name_lenght|product_description_lenght|product_photos_qty|product_weight_g|product_length_cm|product_height_cm|product_width_cm',
  ),
  anchors: headers('product_name_lenght|product_photos_qty'),
  needed: headers('product_id|product_category_name'),
  aliases: { product_name_length: 'product_name_lenght', product_description_length: 'product_description_lenght' },
  roles: {
    product_id: 'sku',
    product_category_name: 'category',
  },
};
