import { m } from '#i18n/messages.ts';
import type { Drawing } from './render.ts';

export interface CrosshairPoint {
  x: number;
  y: number;
  label: string;
}

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

/**
 * Lets pointer and keyboard walk the points of a drawing: a hairline, a ring, a tip with the point's words; what the keyboard reaches is also said politely.
 * Returns a function that shows another drawing, whose points are asked for when somebody first walks them, and one that takes everything away.
 */
export function crosshair(host: HTMLElement): {
  show(drawing: Drawing, points: () => readonly CrosshairPoint[], width: number): void;
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
  let find = (): CrosshairPoint[] => [];
  let found: CrosshairPoint[] | null = null;
  const all = (): CrosshairPoint[] => (found ??= find());
  let drawnAt = 0;
  /** page pixels in one of the drawing; asked for late, because it makes the page lay itself out */
  const scale = (): number => (drawnAt > 0 ? host.clientWidth / drawnAt : 1);
  let index = -1;

  const hide = (): void => {
    overlay.hidden = tip.hidden = true;
    index = -1;
  };
  const mark = (to: number): void => {
    const place = all()[to];
    if (!place) return hide();
    index = to;
    const [x, y] = [place.x * scale(), place.y * scale()];
    const height = host.querySelector('svg')?.clientHeight ?? host.clientHeight;
    Object.assign(line.style, { left: `${x}px`, top: '0', height: `${height}px` });
    Object.assign(ring.style, { left: `${x}px`, top: `${y}px` });
    tip.textContent = place.label;
    overlay.hidden = tip.hidden = false;
    const left = x + 14 + tip.offsetWidth <= host.clientWidth ? x + 14 : Math.max(0, x - 14 - tip.offsetWidth);
    const top = Math.max(0, Math.min(y - tip.offsetHeight / 2, height - tip.offsetHeight));
    Object.assign(tip.style, { left: `${left}px`, top: `${top}px` });
  };
  const point = (event: PointerEvent): void => {
    const box = host.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / scale(), (event.clientY - box.top) / scale()];
    const distance = (place: { x: number; y: number }) => Math.abs(place.x - x) + 0.15 * Math.abs(place.y - y);
    const places = all();
    const nearest = places.reduce((best, place, i) => (best < 0 || distance(place) < distance(places[best]!) ? i : best), -1);
    if (nearest !== index) mark(nearest);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return hide();
    const places = all();
    const to = step(event.key, index, places.length);
    if (to === null) return;
    event.preventDefault();
    mark(to);
    heard.textContent = m.figures_point({
      words: places[to]!.label.replaceAll('\n', m.figures_comma()),
      index: to + 1,
      count: places.length,
    });
  };
  host.addEventListener('pointermove', point);
  host.addEventListener('pointerleave', hide);
  host.addEventListener('keydown', key);
  host.addEventListener('blur', hide);
  hide();
  return {
    show(drawing, points, width) {
      find = () => points().map(({ x, y, label }) => ({ ...drawing.place({ x, y }), label }));
      found = null;
      drawnAt = width;
      hide();
    },
    destroy() {
      host.removeEventListener('pointermove', point);
      host.removeEventListener('pointerleave', hide);
      host.removeEventListener('keydown', key);
      host.removeEventListener('blur', hide);
      for (const part of [overlay, tip, heard]) part.remove();
    },
  };
}
