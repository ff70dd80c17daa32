import type { Attachment } from 'svelte/attachments';
import { locale } from '#i18n/locale.ts';
import { type DrawRequest, drawing, ownIds } from './render.ts';
import { adoptFigureSheet } from './sheet.ts';

let paintings = 0;

/** Draws a figure into an element at a given width and does nothing else, for views that put controls of their own over it. A width of 0 draws nothing. */
export function paintFigure(request: DrawRequest, currency: string | null, width: number): Attachment<HTMLElement> {
  return (host) => {
    if (width <= 0) return;
    adoptFigureSheet(host.ownerDocument);
    const context = { width, color: (token: string) => `var(--${token})`, document: host.ownerDocument, locale: locale(), currency };
    const { svg } = drawing(request, context);
    ownIds(svg, `painting-${++paintings}`);
    svg.setAttribute('aria-hidden', 'true');
    host.replaceChildren(svg);
  };
}
