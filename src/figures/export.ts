import { CodedError } from '#base/error.ts';
import { textWidth } from './labels.ts';
import { element } from './patterns.ts';
import { figureOf } from './index.ts';
import { type DrawRequest, drawing } from './render.ts';

/** Everything a picture needs to stand alone. `color` answers values, not names of variables. */
export interface ExportRequest extends DrawRequest {
  headline: string;
  subtitle: string;
  /** lines under the figure: badge, n, period, what is left out, source */
  foot: string[];
  locale: string;
  currency: string | null;
  width: number;
  color: (token: string) => string;
  document: Document;
}

const serif = "'Source Serif 4 Variable', 'Source Serif 4', 'Songti SC', 'Noto Serif CJK SC', Georgia, serif";
const sans = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const pad = 24;

/** Words cut into lines no wider than `width` pixels; Chinese breaks between any two characters. */
export function wrap(words: string, width: number, size: number): string[] {
  const pieces = words.match(/[\u2e80-\uffef][，。；：、）！？”]*|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line && textWidth(line + piece.trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}

/** The whole figure as one SVG file: headline, what is drawn, the picture, the foot, on its own paper, with a title and a description for readers. */
export function figureAsSvg(request: ExportRequest): { text: string; width: number; height: number } {
  const { document, color, width } = request;
  const inner = width - 2 * pad;
  const { svg: picture } = drawing(request, { width: inner, color, document, locale: request.locale, currency: request.currency });
  const pictureHeight = Number(picture.getAttribute('height'));
  const outer = element(document, 'svg', { xmlns: 'http://www.w3.org/2000/svg', 'font-family': sans, role: 'img' });
  const say = (name: string, words: string) => outer.append(Object.assign(element(document, name, {}), { textContent: words }));
  say('title', request.headline);
  say('desc', figureOf(request.figure).describe(request.rows, request.options, request));
  const paper = element(document, 'rect', { width: '100%', height: '100%', fill: color('paper') });
  outer.append(paper);
  let y = pad;
  const write = (words: string, size: number, fill: string, more: Record<string, string> = {}): void => {
    for (const line of wrap(words, inner, size)) {
      y += size * 1.35;
      const text = element(document, 'text', { x: `${pad}`, y: `${Math.round(y)}`, 'font-size': `${size}`, fill, ...more });
      text.textContent = line;
      outer.append(text);
    }
  };
  write(request.headline, 20, color('ink'), { 'font-family': serif, 'font-weight': '600' });
  y += 6;
  write(request.subtitle, 13, color('ink-2'));
  y += 14;
  picture.setAttribute('x', `${pad}`);
  picture.setAttribute('y', `${Math.round(y)}`);
  picture.removeAttribute('style');
  for (const [name, value] of [
    ['font-family', sans],
    ['font-size', '12'],
    ['color', color('ink-3')],
  ] as const)
    picture.setAttribute(name, value);
  outer.append(picture);
  y += pictureHeight + 4;
  for (const line of request.foot) write(line, 11, color('ink-3'));
  const height = Math.ceil(y + pad);
  for (const [name, value] of [
    ['width', width],
    ['height', height],
    ['viewBox', `0 0 ${width} ${height}`],
  ] as const)
    outer.setAttribute(name, String(value));
  return { text: solid(outer.outerHTML, color), width, height };
}

/** Variables of the page have no meaning in a file: each becomes its colour. */
function solid(text: string, color: (token: string) => string): string {
  return text.replaceAll('var(--plot-background)', color('paper')).replace(/var\(--([a-z0-9-]+)\)/g, (_, token: string) => color(token));
}

/** The same picture as PNG, twice as many pixels each way. Needs a page. */
export async function figureAsPng(request: ExportRequest): Promise<Blob> {
  const { text, width, height } = figureAsSvg(request);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(request.document.createElement('canvas'), { width: width * 2, height: height * 2 });
  canvas.getContext('2d')!.drawImage(image, 0, 0, width * 2, height * 2);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new CodedError('figure/picture'))), 'image/png'),
  );
}
