import { constructs } from '#schema/tables/surveys.ts';

/** Traditional characters of survey words and their simplified forms. */
const simplified: Readonly<Record<string, string>> = {
  ...{
    滿: '满',
    評: '评',
    價: '价',
    值: '值',
    購: '购',
    買: '买',
    薦: '荐',
    願: '愿',
    轉: '转',
    換: '换',
    賴: '赖',
    偏: '偏',
    優: '优',
    選: '选',
  },
  ...{
    實: '实',
    際: '际',
    質: '质',
    時: '时',
    間: '间',
    費: '费',
    煩: '烦',
    風: '风',
    險: '险',
    競: '竞',
    爭: '争',
    對: '对',
    諒: '谅',
    寬: '宽',
  },
  ...{
    會: '会',
    員: '员',
    號: '号',
    戶: '户',
    決: '决',
    體: '体',
    驗: '验',
    較: '较',
    說: '说',
    確: '确',
    無: '无',
    貴: '贵',
    擇: '择',
    續: '续',
  },
  ...{
    產: '产',
    漲: '涨',
    錢: '钱',
    覺: '觉',
    學: '学',
    識: '识',
    樂: '乐',
    開: '开',
    歡: '欢',
    愛: '爱',
    戀: '恋',
    關: '关',
    專: '专',
    業: '业',
  },
};

/** Text in which words are looked for: NFKC, lower case, simplified characters. */
export function folded(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()].map((character) => simplified[character] ?? character).join('');
}

/** Words that an item of a construct is written with (`exports.md` 2.2, `glossary.tsv`), on folded text. */
const words: readonly (readonly [string, RegExp])[] = [
  ['satisfaction', /satisf|\bcsat\b|review.?score|star rating|overall experience|满意|评分/],
  ['expectation', /expect(ed|ation)|期望|预期/],
  ['perception', /perceived quality|perceived performance|actual (experience|performance|quality)|感知质量|实际(感受|表现|体验)/],
  ['trust_credibility', /credib|reliab|keeps? (its|their|his|her) promise|competen|expertise|honest|可信|可靠|守信|专业能力|说到做到/],
  ['trust_benevolence', /benevol|goodwill|cares? about|best interest|友善|善意|关心|着想/],
  [
    'perceived_value',
    /value for (the )?money|\bworth|overall value|good value|perceived value|性价比|cp值|物有所值|感知价值|认知价值|知觉价值/,
  ],
  ['value_functional', /functional value|功能价值|质量稳定|实用/],
  ['value_social', /social value|good impression|social approval|社会价值|面子|身份/],
  ['value_emotional', /emotional value|enjoy|feel(s)? good|pleasure|情感价值|愉快|开心|享受|乐趣/],
  ['value_knowledge', /knowledge value|epistemic|learn(ed|t)? |curio|知识价值|学到|新知|好奇/],
  ['cost_price', /expensive|price cost|monetary cost|太贵|昂贵|价格成本|货币成本/],
  ['cost_time', /time cost|(takes?|wastes?|costs?) .*\btime\b|waiting time|时间成本|等待时间|花.*时间/],
  ['cost_effort', /\beffort|精力|费力|费劲/],
  ['cost_risk', /\brisk|风险/],
  ['switching_cost', /switching|\bswitch\b|hassle|转换成本|转移成本|更换.*(麻烦|成本|代价)|换.*(麻烦|成本|代价)/],
  [
    'repurchase',
    /repurchas|(buy|purchase|order|shop) .*again|continue (to )?(buy|us|purchas)|repeat purchase|再次购买|复购|再购|回购|继续(购买|使用|光顾)|重复购买/,
  ],
  ['cross_buying', /cross.?buy|(other|additional|more) (of our |of their )?products|交叉购买|其[他它](产品|商品|服务)/],
  ['recommend', /recommend|\bnps\b|net promoter|\bltr\b|推荐/],
  [
    'price_tolerance',
    /price.*(increase|rise|toleran|sensitiv|went up|goes up)|pay (a )?(more|higher)|价格.*(上涨|提高|忍耐|容忍|敏感)|涨价|多付|加价/,
  ],
  ['affect', /\b(i|we) (really )?(like|love) |attached to|fond of|emotional(ly)? (attach|connect|bond)|喜欢|喜爱|依恋|有感情/],
  ['preference', /\bprefer|first choice|偏好|首选|优先选择/],
  ['alternatives', /alternative|替代|其他可选|可选择的/],
  ['decision_time', /how long .*(decid|choos)|(days|time) to decide|decision time|决策时间|挑选时间|多久.*(决定|选)|考虑多久/],
  ['incident_tolerance', /forgiv|tolerate|put up with|容忍质量|宽容|原谅|谅解|包容/],
  ['competitor_resistance', /competitor|\brival|better offer|竞争对手|竞品|不为所动/],
];

/** Words that fit several constructs. */
const wide: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\btrust|信任|信赖/, ['trust_credibility', 'trust_benevolence']],
  [/\bvalue\b|价值/, ['perceived_value', 'value_functional', 'value_social', 'value_emotional', 'value_knowledge']],
];

/** Constructs that an item's name and text speak for, likeliest first: one means it is certain, none that nothing speaks for any. */
export function constructsOf(id: string, text: string): string[] {
  const name = id
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const named = constructs.find((construct) => name === construct || name.replace(/_?\d+$/, '') === construct);
  if (named) return [named];
  const both = folded(`${id} ${text}`);
  const found = words.filter(([, pattern]) => pattern.test(both)).map(([construct]) => construct);
  if (found.length > 0) return found;
  return [...new Set(wide.filter(([pattern]) => pattern.test(both)).flatMap(([, possible]) => possible))];
}

/** Facts, which no sentence turns round. */
const facts: ReadonlySet<string> = new Set(['decision_time', 'other']);

/** Constructs of which more means that something is difficult or dear. */
const burdens = /^(switching_cost$|cost_)/;

/** Labels of a scale within an item's text, and words that hold a negation without denying anything; on folded text. */
const harmless: readonly RegExp[] = [
  /[([（][^)\]）]*\d[^)\]）]*[)\]）]/g,
  /\d+\s*(?:=|:|：|-|–|—|means|表示|代表|为|是)\s*[^\d,;，；。]+/g,
  /\b(?:from )?not at all\b[^,.]*?\b(?:to|and|or)\b[^,.]*?\b(?:extremely|completely|very)\b/g,
  /\b(?:dis|un)?(satisfied|happy|likely|agree)\w*\s*(?:or|to|and|\/)\s*(?:very |extremely |strongly )?(?:dis|un)\1/g,
  /\b(?:dis|un)(satisfied|happy|likely|agree)\w*\s*(?:or|to|and|\/)\s*(?:very |extremely |strongly )?\1/g,
  /nothing but|not only|no doubt|no matter|without (?:hesitation|hesitating|reservation|doubt)|\ba little\b|\bno\b\.?\s*\d/g,
  /(\p{Script=Han}{1,2})(?:不|没)\1|(\p{Script=Han})不\2\p{Script=Han}/gu,
  /不(?:错|仅|但|只|断|论|管|少|得了|用说|好意思|为所动)|不同(?!意)|不可或缺|无(?:论|微不至|与伦比|可挑剔|忧|障碍)|(?:没|沒)(?:得|话)说|毫不犹豫|说不定|差不多|未来/g,
];

const denials: readonly RegExp[] = [
  /\b(?:no|not|non|nor|never|none|nothing|nobody|neither|cannot|without|little|few|less|hardly|barely|scarcely|rarely|seldom|lack(?:s|ing)?)\b|n['’]t\b/,
  /\b(?:disappoint|dislik|regret|refus|avoid|fail)\w*|\b(?:stop|stopped|leave)\b/,
  /\bun(?!der|til|less|cle|i(?![mn]))\p{L}{3,}/u,
  /\bdis(?!co(?:unt|ver|urse)|cuss|play|tan[ct]|tri[bc]|tinct|tinguish|cipl|cern|pos|patch|creet|cret)\p{L}{3,}/u,
  /\b(?:in(?:convenien|adequa|competen|sincer|suffic|secur|different|efficien|accura|consisten)|im(?:possib|polite|patient)|irr(?:itat|elevan|esponsib)|mistrust)\w*/,
  /\b(?!unless\b|regardless\b|nonetheless\b|nevertheless\b)\p{L}{2,}less\b/u,
  /不|没|沒|无|未|失望|后悔|很少|极少|讨厌|拒绝|缺乏|缺少/,
];

const difficulty = /\b(?:hard|difficult|tough) to\b|(?:难|難)(?:以|于)?/;

/** Whether an item is answered the other way round: said by the file, possible by its words (anything that denies, in whatever way), or no. */
export function reversal(id: string, text: string, construct: string): 'yes' | 'ask' | 'no' {
  if (/\(r\)|\breversed?\b|_r$|反向|逆向/.test(folded(`${id} ${text}`))) return 'yes';
  if (facts.has(construct)) return 'no';
  const said = harmless.reduce((rest, words) => rest.replace(words, ' '), folded(text));
  const denied = denials.some((words) => words.test(said)) || (!burdens.test(construct) && difficulty.test(said));
  return denied ? 'ask' : 'no';
}
