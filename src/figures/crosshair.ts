import { m } from '#i18n/messages.ts';
import type { CustomerFilter, FigurePoint } from './definition.ts';
import type { Drawing } from './render.ts';

/** What happens to the customers of a mark that somebody chooses; `words` are those of the mark. */
export type OnCustomers = (customers: CustomerFilter, words: string) => void;

/** Pixels around a mark within which the pointer means it and no other. */
const reach = 14;

/** The index that a key leads to from `at` among `count` points, or null when the key does not walk. */
export function step(key: string, at: number, count: number): number | null {
  const to = {
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    Home: 0,
    End: count - 1,
    PageDown: at + 10,
    PageUp: at - 10,
  }[key];
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to));
}

/** How far a point is from the pointer, in the order in which points are taken: one under the pointer first, else the nearest along the horizontal axis. */
export function distance(place: { x: number; y: number }, x: number, y: number): number {
  const straight = Math.hypot(place.x - x, place.y - y);
  return straight <= reach ? straight - reach : Math.abs(place.x - x) + 0.15 * Math.abs(place.y - y);
}

/**
 * Lets pointer and keyboard walk the points of a drawing: a hairline, a ring, a tip with the point's words; what the keyboard reaches is also said politely.
 * A click, Enter or the space bar on a point that stands for customers gives them to `choose`; a finger's first tap only shows the point.
 * Returns a function that shows another drawing, whose points are asked for when somebody first walks them, and one that takes everything away.
 */
export function crosshair(
  host: HTMLElement,
  choose?: OnCustomers,
): {
  show(drawing: Drawing, points: () => readonly FigurePoint[], width: number): void;
  destroy(): void;
} {
  const document = host.ownerDocument;
  const make = (name: string, className: string) => Object.assign(document.createElement(name), { className });
  const overlay = make('div', 'perennial-mark');
  const [line, ring] = [document.createElement('i'), document.createElement('b')];
  const tip = make('div', 'perennial-tip');
  const heard = make('div', 'perennial-heard');
  heard.setAttribute('aria-live', 'polite');
  overlay.append(line, ring);
  host.append(overlay, tip, heard);
  let find = (): FigurePoint[] => [];
  let found: FigurePoint[] | null = null;
  const all = (): FigurePoint[] => (found ??= find());
  let drawnAt = 0;
  /** page pixels in one of the drawing; asked for late, because it makes the page lay itself out */
  const scale = (): number => (drawnAt > 0 ? host.clientWidth / drawnAt : 1);
  let index = -1;

  /** the walk goes on from here when the focus comes back */
  const hide = (): void => {
    overlay.hidden = tip.hidden = true;
    host.style.cursor = '';
  };
  const chosen = (): FigurePoint | null => {
    const place = overlay.hidden ? null : all()[index];
    return choose && place?.customers ? place : null;
  };
  const wordsOf = (place: FigurePoint, between: string): string => {
    const lines = place.label.split('\n');
    return [...lines, ...(choose && place.customers ? [m.figures_choose()] : [])].join(between);
  };
  const mark = (to: number): void => {
    const place = all()[to];
    if (!place) return hide();
    index = to;
    const [x, y] = [place.x * scale(), place.y * scale()];
    const height = host.querySelector('svg')?.clientHeight ?? host.clientHeight;
    Object.assign(line.style, { left: `${x}px`, top: '0', height: `${height}px` });
    Object.assign(ring.style, { left: `${x}px`, top: `${y}px` });
    tip.textContent = wordsOf(place, '\n');
    overlay.hidden = tip.hidden = false;
    host.style.cursor = chosen() ? 'pointer' : '';
    const left = x + 14 + tip.offsetWidth <= host.clientWidth ? x + 14 : Math.max(0, x - 14 - tip.offsetWidth);
    const top = Math.max(0, Math.min(y - tip.offsetHeight / 2, height - tip.offsetHeight));
    Object.assign(tip.style, { left: `${left}px`, top: `${top}px` });
  };
  const point = (event: PointerEvent): void => {
    const box = host.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / scale(), (event.clientY - box.top) / scale()];
    const places = all();
    const far = (i: number): number => distance(places[i]!, x, y);
    const nearest = places.reduce((best, _, i) => (best < 0 || far(i) < far(best) ? i : best), -1);
    if (nearest !== index || overlay.hidden) mark(nearest);
  };
  const leave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') hide();
  };
  const take = (): boolean => {
    const place = chosen();
    if (place) choose?.(place.customers!, place.label);
    return place !== null;
  };
  const click = (event: PointerEvent): void => {
    const before = overlay.hidden ? -1 : index;
    point(event);
    if (event.pointerType !== 'touch' || before === index) take();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return hide();
    if (event.key === 'Enter' || event.key === ' ') {
      if (take()) event.preventDefault();
      return;
    }
    const places = all();
    const to = step(event.key, index, places.length);
    if (to === null) return;
    event.preventDefault();
    mark(to);
    heard.textContent = m.figures_point({
      words: wordsOf(places[to]!, m.figures_comma()),
      index: to + 1,
      count: places.length,
    });
  };
  host.addEventListener('pointermove', point);
  host.addEventListener('pointerleave', leave);
  host.addEventListener('click', click);
  host.addEventListener('keydown', key);
  host.addEventListener('blur', hide);
  hide();
  return {
    show(drawing, points, width) {
      find = () => points().map((place) => ({ ...place, ...drawing.place(place) }));
      found = null;
      index = -1;
      drawnAt = width;
      hide();
    },
    destroy() {
      host.removeEventListener('pointermove', point);
      host.removeEventListener('pointerleave', leave);
      host.removeEventListener('click', click);
      host.removeEventListener('keydown', key);
      host.removeEventListener('blur', hide);
      for (const part of [overlay, tip, heard]) part.remove();
    },
  };
}
