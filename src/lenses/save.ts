import { figureAsPng, figureAsSvg } from '#figures/export.ts';
import { tableAsCsv } from '#figures/csv.ts';
import { figureOf } from '#figures/index.ts';
import { locale } from '#i18n/locale.ts';
import type { FigureRequest, Narration } from './definition.ts';
import { plainHeadline } from './rich.ts';

/** What is saved: the figure, its words and the page whose colours it takes. */
export interface Saved {
  id: string;
  request: FigureRequest;
  narration: Narration;
  /** badge and sources in words, before and after the pieces of the foot */
  badge: string;
  sources: readonly string[];
  currency: string | null;
  host: HTMLElement;
}

const width = 960;

/** Hands the figure to the reader as a file: a complete SVG, the same as PNG with twice as many pixels, or the table as CSV. Throws CodedError `figure/picture`. */
export async function saveFigure(kind: 'png' | 'svg' | 'csv', saved: Saved): Promise<void> {
  const name = `${saved.id}.${kind}`;
  if (kind === 'csv')
    return download(
      name,
      new Blob([tableAsCsv(figureOf(saved.request.figure).table(saved.request.rows, saved.request.options))], {
        type: 'text/csv;charset=utf-8',
      }),
    );
  const style = getComputedStyle(saved.host);
  const request = {
    ...saved.request,
    headline: plainHeadline(saved.narration.headline),
    subtitle: saved.narration.subtitle,
    foot: [[saved.badge, ...saved.narration.foot, ...saved.sources].join(' · '), ...saved.narration.warnings],
    locale: locale(),
    currency: saved.currency,
    width,
    color: (token: string) => style.getPropertyValue(`--${token}`).trim() || 'currentColor',
    document: saved.host.ownerDocument,
  };
  download(name, kind === 'png' ? await figureAsPng(request) : new Blob([figureAsSvg(request).text], { type: 'image/svg+xml' }));
}

function download(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
