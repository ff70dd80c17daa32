export interface Product {
  sku: string;
  name: string;
  /** one of the house's own */
  brand: string;
  category: string;
  list: number;
  cost: number;
  /** how often it is picked, relative to the others */
  weight: number;
}

const rows: [string, string, string, number, number, number][] = [
  ['G01', 'West Lake Longjing 西湖龙井', 'Green 绿茶', 128, 62, 5],
  ['G02', 'Biluochun 碧螺春', 'Green 绿茶', 98, 46, 5],
  ['G03', 'Huangshan Maofeng 黄山毛峰', 'Green 绿茶', 76, 35, 5],
  ['G04', 'Everyday Green 日常绿茶', 'Green 绿茶', 32, 15, 9],
  ['O01', 'Tieguanyin 铁观音', 'Oolong 乌龙茶', 108, 52, 6],
  ['O02', 'Da Hong Pao 大红袍', 'Oolong 乌龙茶', 168, 80, 3],
  ['O03', 'Phoenix Dancong 凤凰单丛', 'Oolong 乌龙茶', 142, 68, 3],
  ['B01', 'Keemun 祁门红茶', 'Black 红茶', 68, 31, 6],
  ['B02', 'Lapsang Souchong 正山小种', 'Black 红茶', 88, 42, 5],
  ['B03', 'Dianhong 滇红', 'Black 红茶', 54, 25, 6],
  ['P01', 'Aged Pu’er Cake 陈年普洱饼', 'Pu’er 普洱', 238, 118, 2],
  ['P02', 'Ripe Pu’er 熟普', 'Pu’er 普洱', 72, 33, 5],
  ['W01', 'Silver Needle 白毫银针', 'White 白茶', 186, 92, 2],
  ['W02', 'White Peony 白牡丹', 'White 白茶', 92, 44, 4],
  ['S01', 'Jasmine Pearls 茉莉龙珠', 'Scented 花茶', 58, 26, 7],
  ['S02', 'Osmanthus Oolong 桂花乌龙', 'Scented 花茶', 62, 28, 6],
  ['T01', 'Gaiwan 盖碗', 'Ware 茶具', 78, 40, 2],
  ['T02', 'Yixing Teapot 紫砂壶', 'Ware 茶具', 298, 160, 1],
  ['T03', 'Travel Cup 旅行杯', 'Ware 茶具', 66, 34, 2],
  ['C01', 'Mung Bean Cake 绿豆糕', 'Snacks 茶点', 26, 12, 8],
];

export const products: Product[] = rows.map(([sku, name, category, list, cost, weight]) => {
  return {
    sku,
    name,
    brand: list < 60 ? 'Daily Leaf 日叶' : list < 100 ? 'Lake House 湖舍' : 'Mountain Gate 山门',
    category,
    list,
    cost,
    weight,
  };
});

const total = products.reduce((sum, product) => sum + product.weight, 0);

/** The product that a uniform number picks. */
export function pick(uniform: number): Product {
  let left = uniform * total;
  return products.find((product) => (left -= product.weight) < 0) ?? products[0]!;
}

/** Mean list price and mean cost of a picked product. */
export const meanList = products.reduce((sum, product) => sum + product.weight * product.list, 0) / total;
export const meanCost = products.reduce((sum, product) => sum + product.weight * product.cost, 0) / total;
