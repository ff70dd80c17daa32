import { asCodedError, CodedError, type ErrorShape } from '#base/error.ts';
import type { FrontMatter, Options, OptionValue, Settings } from './document.ts';
import { readOptions } from './options.ts';
import { linesOf } from './slices.ts';

/** The version of the format that this product writes. */
export const currentFormat = 1;

const periods = ['month', 'quarter', 'half-year', 'year'] as const;

/** The front matter at the very start (a byte order mark may stand before it), with its fences; '' when there is none. */
export function frontMatterSlice(text: string): string {
  const lines = linesOf(text);
  if ((lines[0] ?? '').replace(/^\uFEFF/, '').trimEnd() !== '---') return '';
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  return end < 0 ? '' : lines.slice(0, end + 1).join('');
}

function isDate(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}

type Check = (value: OptionValue) => boolean;
const checks: Record<keyof Settings, Check> = {
  currency: (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
  period: (value) => periods.some((period) => period === value),
  asOf: (value) => typeof value === 'string' && isDate(value),
  discountRate: (value) => typeof value === 'number' && value >= 0 && value < 1,
  costs: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  run: (value) => value === 'auto' || value === 'lazy',
};

/** Settings that are understood; null stands for "not set". */
function settingsOf(value: OptionValue | undefined): Settings {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new CodedError('notebook/setting', { name: 'settings' });
  const settings: Options = {};
  for (const [name, check] of Object.entries(checks)) {
    const setting = value[name] ?? null;
    if (setting === null) continue;
    if (!check(setting)) throw new CodedError('notebook/setting', { name });
    settings[name] = setting;
  }
  return settings as Settings;
}

function textOf(options: Options, key: string): string | null {
  const value = options[key] ?? null;
  if (value === null || typeof value === 'object') return null;
  return String(value);
}

/**
 * The meaning of a front matter. Keys that nobody knows are left alone; what is not understood is said, and its defaults hold.
 * @throws CodedError `notebook/unknown-version` when the notebook was written by a newer product.
 */
export function readFrontMatter(source: string): { frontMatter: FrontMatter; problem: ErrorShape | null } {
  const frontMatter: FrontMatter = { format: currentFormat, title: null, language: null, data: null, settings: {} };
  if (source === '') return { frontMatter, problem: null };
  const lines = linesOf(source);
  let options: Options;
  try {
    options = readOptions(lines.slice(1, -1).join(''));
  } catch (thrown) {
    const { code, parameters, detail } = asCodedError(thrown);
    return {
      frontMatter,
      problem: new CodedError('notebook/front-matter', {}, { detail: detail ?? `${code} ${JSON.stringify(parameters)}` }).toJSON(),
    };
  }
  const format = options.format ?? currentFormat;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1 || format > currentFormat) {
    throw new CodedError('notebook/unknown-version', { version: String(format).slice(0, 20), known: currentFormat });
  }
  Object.assign(frontMatter, {
    format,
    title: textOf(options, 'title'),
    language: textOf(options, 'language'),
    data: textOf(options, 'data'),
  });
  try {
    frontMatter.settings = settingsOf(options.settings);
    return { frontMatter, problem: null };
  } catch (thrown) {
    return { frontMatter, problem: asCodedError(thrown).toJSON() };
  }
}
