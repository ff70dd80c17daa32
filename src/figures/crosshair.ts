import { m } from '#i18n/messages.ts';
import type { CustomerFilter, FigurePoint } from './definition.ts';
import type { Drawing } from './render.ts';

/** What happens to the customers of a mark that somebody chooses; `words` are those of the mark. */
export type OnCustomers = (customers: CustomerFilter, words: string) => void;

/** What happens to the options that a mark sets when somebody chooses it. */
export type OnSet = (values: Readonly<Record<string, string>>) => void;

/** Where the walk was in an element whose figure is drawn anew, so that the keyboard goes on from there. */
const walks = new WeakMap<HTMLElement, number>();

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

/** How far a point is from the pointer, in the order in which points are taken: one under the pointer first, else the nearest along the horizontal axis. `half` is half the size of an area. */
export function distance(place: { x: number; y: number; half?: { x: number; y: number } }, x: number, y: number): number {
  if (place.half && Math.abs(place.x - x) <= place.half.x && Math.abs(place.y - y) <= place.half.y) return -reach;
  const straight = Math.hypot(place.x - x, place.y - y);
  return straight <= reach ? straight - reach : Math.abs(place.x - x) + 0.15 * Math.abs(place.y - y);
}

/**
 * Lets pointer and keyboard walk the points of a drawing: a hairline, a ring, a tip with the point's words; what the keyboard reaches is also said politely.
 * A click, Enter or the space bar on a point that sets options gives them to `set`; on one that stands for customers, or whose options are set already, it
 * gives its customers to `choose`; a finger's first tap only shows the point.
 */
export class Crosshair {
  #host: HTMLElement;
  #choose: OnCustomers | undefined;
  #set: OnSet | undefined;
  #overlay: HTMLElement;
  #line: HTMLElement;
  #ring: HTMLElement;
  #tip: HTMLElement;
  #heard: HTMLElement;
  #find = (): FigurePoint[] => [];
  #found: FigurePoint[] | null = null;
  #drawnAt = 0;
  #index = -1;

  constructor(host: HTMLElement, choose?: OnCustomers, set?: OnSet) {
    const make = (name: string, className = '') => Object.assign(host.ownerDocument.createElement(name), { className });
    this.#host = host;
    this.#choose = choose;
    this.#set = set;
    this.#overlay = make('div', 'perennial-mark');
    [this.#line, this.#ring] = [make('i'), make('b')];
    this.#tip = make('div', 'perennial-tip');
    this.#heard = make('div', 'perennial-heard');
    this.#heard.setAttribute('aria-live', 'polite');
    this.#overlay.append(this.#line, this.#ring);
    host.append(this.#overlay, this.#tip, this.#heard);
    host.addEventListener('pointermove', this.#point);
    host.addEventListener('pointerleave', this.#leave);
    host.addEventListener('click', this.#click);
    host.addEventListener('keydown', this.#key);
    host.addEventListener('blur', this.#hide);
    this.#hide();
  }

  /** Shows another drawing, whose points are asked for when somebody first walks them. */
  show(drawing: Drawing, points: () => readonly FigurePoint[], width: number): void {
    this.#find = () =>
      points().map(({ half, ...point }) => {
        const { x, y } = drawing.place(point);
        const corner = half ? drawing.place({ x: point.x + half.x, y: point.y + half.y }) : null;
        return { ...point, x, y, ...(corner ? { half: { x: Math.abs(corner.x - x), y: Math.abs(corner.y - y) } } : {}) };
      });
    this.#found = null;
    this.#index = -1;
    this.#drawnAt = width;
    this.#hide();
    const walked = walks.get(this.#host);
    walks.delete(this.#host);
    if (walked !== undefined && this.#host.ownerDocument.activeElement === this.#host) this.#mark(walked);
  }

  /** Takes everything away. */
  destroy(): void {
    const host = this.#host;
    if (this.#index >= 0 && !this.#overlay.hidden) walks.set(host, this.#index);
    host.removeEventListener('pointermove', this.#point);
    host.removeEventListener('pointerleave', this.#leave);
    host.removeEventListener('click', this.#click);
    host.removeEventListener('keydown', this.#key);
    host.removeEventListener('blur', this.#hide);
    for (const part of [this.#overlay, this.#tip, this.#heard]) part.remove();
  }

  get #all(): FigurePoint[] {
    return (this.#found ??= this.#find());
  }

  /** Page pixels in one of the drawing; asked for late, because it makes the page lay itself out. */
  get #scale(): number {
    return this.#drawnAt > 0 ? this.#host.clientWidth / this.#drawnAt : 1;
  }

  /** What choosing a point would do; null when nothing. */
  #deed(place: FigurePoint | undefined): { words: string; run: () => void } | null {
    const { sets, customers } = place ?? {};
    const [set, choose] = [this.#set, this.#choose];
    if (set && sets && !place!.chosen) return { words: m.figures_set(), run: () => set(sets) };
    return choose && customers ? { words: m.figures_choose(), run: () => choose(customers, place!.label) } : null;
  }

  /** The walk goes on from here when the focus comes back. */
  #hide = (): void => {
    this.#overlay.hidden = this.#tip.hidden = true;
    this.#host.style.cursor = '';
  };

  #words(place: FigurePoint, between: string): string {
    const deed = this.#deed(place);
    return [...place.label.split('\n'), ...(deed ? [deed.words] : [])].join(between);
  }

  #mark(to: number): void {
    const place = this.#all[to];
    if (!place) return this.#hide();
    const [host, tip] = [this.#host, this.#tip];
    this.#index = to;
    const [x, y] = [place.x * this.#scale, place.y * this.#scale];
    const height = host.querySelector('svg')?.clientHeight ?? host.clientHeight;
    Object.assign(this.#line.style, { left: `${x}px`, top: '0', height: `${height}px` });
    Object.assign(this.#ring.style, { left: `${x}px`, top: `${y}px` });
    tip.textContent = this.#words(place, '\n');
    this.#overlay.hidden = tip.hidden = false;
    host.style.cursor = this.#deed(place) ? 'pointer' : '';
    const left = x + 14 + tip.offsetWidth <= host.clientWidth ? x + 14 : Math.max(0, x - 14 - tip.offsetWidth);
    const top = Math.max(0, Math.min(y - tip.offsetHeight / 2, height - tip.offsetHeight));
    Object.assign(tip.style, { left: `${left}px`, top: `${top}px` });
  }

  #point = (event: MouseEvent): void => {
    const box = this.#host.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / this.#scale, (event.clientY - box.top) / this.#scale];
    const places = this.#all;
    const far = (i: number): number => distance(places[i]!, x, y);
    const nearest = places.reduce((best, _, i) => (best < 0 || far(i) < far(best) ? i : best), -1);
    if (nearest !== this.#index || this.#overlay.hidden) this.#mark(nearest);
  };

  #leave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.#hide();
  };

  #click = (event: PointerEvent): void => {
    const before = this.#overlay.hidden ? -1 : this.#index;
    this.#point(event);
    if (event.pointerType !== 'touch' || before === this.#index) this.#take();
  };

  #take(): boolean {
    const deed = this.#overlay.hidden ? null : this.#deed(this.#all[this.#index]);
    deed?.run();
    return deed !== null;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return this.#hide();
    if (event.key === 'Enter' || event.key === ' ') {
      if (this.#take()) event.preventDefault();
      return;
    }
    const places = this.#all;
    const to = step(event.key, this.#index, places.length);
    if (to === null) return;
    event.preventDefault();
    this.#mark(to);
    const words = this.#words(places[to]!, m.figures_comma());
    this.#heard.textContent = m.figures_point({ words, index: to + 1, count: places.length });
  };
}
