import type { SourceShape } from '#importers/definition.ts';
import { normaliseName } from '../names/normalise.ts';

/** What a column of a wide survey tells about the response, in the order of preference within a part. */
export type Part = 'response_id' | 'customer_id' | 'date' | 'wave' | 'status' | 'finished' | 'progress' | 'seconds' | 'ignored';

const names: Readonly<Record<Part, readonly string[]>> = {
  response_id:
    '#|response id|responseid|respondent id|respondent key|respondent|response|submission id|review id|response #|response token|答卷编号|答卷id|填写id|问卷编号|答卷編號|问卷编号|序号|序號|编号|id'.split(
      '|',
    ),
  customer_id:
    'external reference|externalreference|external data reference|externaldatareference|customer id|customerid|customer number|cust id|member id|user id|client id|客户编号|客户id|会员编号|会员号|用户id|客戶編號|會員編號|recipient email|recipientemail|email address|customer email|email|e-mail|邮箱|电子邮箱|電子郵件|custom data 1|手机|手机号|手機'.split(
      '|',
    ),
  date: 'recorded date|recordeddate|submit date|submitted at|completed at|end date|enddate|response date|date submitted|timestamp|时间戳记|時間戳記|提交时间|提交答卷时间|答题时间|填答日期|填写时间|提交時間|填寫時間|date|日期|start date|startdate'.split(
    '|',
  ),
  wave: 'wave|survey wave|轮次|波次|輪次'.split('|'),
  status: ['status'],
  finished: 'finished|response type|completed|is complete|是否完成|答卷状态'.split('|'),
  progress: ['progress', '完成度'],
  seconds: 'duration|duration in seconds|time taken|所用时间|答题时长|所用時間'.split('|'),
  ignored:
    'ipaddress|ip address|recipient last name|recipient first name|recipientlastname|recipientfirstname|response set|responseset|location latitude|location longitude|locationlatitude|locationlongitude|location accuracy|distribution channel|distributionchannel|user language|userlanguage|collector id|first name|last name|network id|tags|ending|stage date|来源|来源详情|来自ip|总分|custom data|q totalduration|column 1'.split(
      '|',
    ),
};

const parts = Object.keys(names) as Part[];

/** The part that a column is, by its name, with its rank among the names of the part; null for everything else. */
export function partOf(column: string): { part: Part; rank: number } | null {
  const name = column.trim() === '#' ? '#' : normaliseName(column);
  for (const part of parts) {
    const rank = names[part].findIndex((candidate) => (candidate === '#' ? '#' : normaliseName(candidate)) === name);
    if (rank >= 0) return { part, rank };
  }
  return null;
}

/** The survey tools whose exports are known by their columns, and surveys of any other source. */
export type SurveyForm = 'qualtrics' | 'surveymonkey' | 'typeform' | 'wjx' | 'generic';

/** The tool that made a file, null when its columns are no tool's. */
export function toolOf({ columns, descriptions }: SourceShape): Exclude<SurveyForm, 'generic'> | null {
  const has = new Set(columns.map((column) => normaliseName(column).replaceAll(' ', '')));
  const importIds = descriptions.some((row) => row.some((cell) => /^\{['"]ImportId['"]/.test(cell.trim())));
  if (has.has('responseid') && (importIds || has.has('recordeddate') || has.has('responseset') || has.has('finished'))) return 'qualtrics';
  if (has.has('respondentid') && has.has('collectorid')) return 'surveymonkey';
  if (columns.some((column) => column.trim() === '#') && (has.has('networkid') || has.has('submitdate'))) return 'typeform';
  return has.has('序号') && (has.has('提交答卷时间') || has.has('所用时间')) ? 'wjx' : null;
}

/** A column that may hold answers. */
export interface AnswerColumn {
  index: number;
  id: string;
  /** the question in full where the file has it */
  text: string;
  /** the choice or row of a question with several columns, empty otherwise */
  choice: string;
}

/** The columns behind the response's own: with their questions from the rows below the header. */
export function answerColumns(shape: SourceShape, form: SurveyForm): AnswerColumn[] {
  const unnamed = new Set(shape.renamed.filter(({ from }) => from === '').map(({ index }) => index));
  const importRow = shape.descriptions.find((row) => row.some((cell) => /ImportId/.test(cell)));
  const [texts] = shape.descriptions.filter((row) => row !== importRow);
  let question = '';
  return shape.columns.flatMap((id, index): AnswerColumn[] => {
    if (!unnamed.has(index)) question = id;
    if (partOf(id) && !(form === 'surveymonkey' && unnamed.has(index))) return [];
    if (importRow && !/QID/.test(importRow[index] ?? '')) return [];
    if (form === 'qualtrics' && /_(NPS_GROUP|DO(_\d+)?)$/.test(id)) return [];
    const below = (texts?.[index] ?? '').trim();
    if (form !== 'surveymonkey') return [{ index, id, text: below === '' ? id : below, choice: '' }];
    const own = /^(response|open-ended response|)$/i.test(below) ? '' : below;
    if (own !== '' && id.endsWith(`/${own}`)) return [{ index, id, text: id, choice: own }];
    const name = unnamed.has(index) || own !== '' ? `${question}${own === '' ? '' : ` – ${own}`}` : id;
    return [{ index, id: name, text: name, choice: own }];
  });
}

/** Columns of responses that name the customer outside the survey's own columns (embedded data, hidden fields), likeliest first. */
export function embeddedKeys(shape: SourceShape): number[] {
  return shape.columns.flatMap((column, index) =>
    !partOf(column) &&
    /^(customer|cust|client|member|account|user)([ _-]?(id|no|number|key|code|ref))$|客户(编号|号)|会员(编号|号)/i.test(column.trim())
      ? [index]
      : [],
  );
}
