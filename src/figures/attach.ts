import type { Attachment } from 'svelte/attachments';
import { locale } from '#i18n/locale.ts';
import { m } from '#i18n/messages.ts';
import { Crosshair, type OnCustomers, type OnSet } from './crosshair.ts';
import { figureOf } from './index.ts';
import { type DrawRequest, drawing, ownIds } from './render.ts';
import { adoptFigureSheet } from './sheet.ts';
import { Still } from './still.ts';

let drawings = 0;

/**
 * Draws a figure into an element and keeps it at the element's width. Colours are the page's own variables, so themes and print need no redrawing.
 * A figure that needs more room is scrolled. The element becomes one stop of the tab key; arrow keys walk the figure's points. `onCustomers` gets the customers of a mark that somebody chooses,
 * `onSet` the options that it sets.
 */
export function drawFigure(
  request: DrawRequest,
  currency: string | null,
  onCustomers?: OnCustomers,
  onSet?: OnSet,
): Attachment<HTMLElement> {
  return (host) => {
    adoptFigureSheet(host.ownerDocument);
    const figure = figureOf(request.figure);
    const place = { locale: locale(), currency };
    host.classList.add('perennial-drawing');
    host.tabIndex = 0;
    host.setAttribute('role', 'application');
    host.setAttribute('aria-roledescription', m.figures_role());
    host.setAttribute(
      'aria-label',
      `${figure.describe(request.rows, request.options, place)} ${figure.back && onSet ? m.figures_keys_grid() : m.figures_keys()}`,
    );
    const cross = new Crosshair(host, onCustomers, onSet);
    const points = () => figure.points(request.rows, request.options, place);
    const back = figure.back?.(request.options) ?? null;
    const still = new Still(host);
    const prefix = `drawing-${++drawings}`;
    let drawn: SVGSVGElement | null = null;
    let width = 0;
    const draw = (): void => {
      const next = Math.max(240, Math.floor(host.clientWidth));
      if (host.clientWidth === 0 || next === width) return;
      width = next;
      const room = figure.room?.(request.rows, request.options, { currency, width }) ?? null;
      const context = { ...place, color: (token: string) => `var(--${token})`, document: host.ownerDocument };
      const made = drawing(request, room ? { ...context, width: room.width, seen: width } : { ...context, width });
      ownIds(made.svg, prefix);
      made.svg.setAttribute('aria-hidden', 'true');
      if (drawn) drawn.replaceWith(made.svg);
      else host.prepend(made.svg);
      drawn = made.svg;
      still.hold(made.svg, room?.fixed ?? null);
      cross.show(made, points, { width: room?.width ?? width, fixed: room?.fixed ?? null, back });
    };
    let frame = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(draw);
    });
    observer.observe(host);
    draw();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      cross.destroy();
      still.destroy();
      drawn?.remove();
    };
  };
}
