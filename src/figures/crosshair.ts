import { m } from '#i18n/messages.ts';
import type { CustomerFilter, FigurePoint } from './definition.ts';
import type { Drawing } from './render.ts';
import { gridStep, step } from './walk.ts';

/** What happens to the customers of a mark that somebody chooses; `words` are those of the mark. */
export type OnCustomers = (customers: CustomerFilter, words: string) => void;

/** What happens to the options that a mark sets when somebody chooses it. */
export type OnSet = (values: Readonly<Record<string, string>>) => void;

/** Where the walk was in an element whose figure is drawn anew, so that the keyboard goes on from there, and what is to be said then. */
const walks = new WeakMap<HTMLElement, { at: number; shown: boolean; said: string }>();

/** How a drawing lies in its element. */
export interface Lying {
  /** its width in pixels */
  width: number;
  /** it is wider than its element, which is scrolled while so many pixels at its left end stand still; null where it fits */
  fixed: number | null;
  /** the options that take back what its marks have set; null while nothing is set */
  back: Readonly<Record<string, string>> | null;
}

/** Pixels around a mark within which the pointer means it and no other. */
const reach = 14;

/** How far a point is from the pointer, in the order in which points are taken: one under the pointer first, else the nearest along the horizontal axis. `half` is half the size of an area. */
export function distance(place: { x: number; y: number; half?: { x: number; y: number } }, x: number, y: number): number {
  if (place.half && Math.abs(place.x - x) <= place.half.x && Math.abs(place.y - y) <= place.half.y) return -reach;
  const straight = Math.hypot(place.x - x, place.y - y);
  return straight <= reach ? straight - reach : Math.abs(place.x - x) + 0.15 * Math.abs(place.y - y);
}

/**
 * Lets pointer and keyboard walk the points of a drawing: a hairline, a ring, a tip with the point's words; what the keyboard reaches is also said politely.
 * A click, Enter or the space bar on a point that sets options gives them to `set`; on one that stands for customers, or whose options are set already, it
 * gives its customers to `choose`; a finger's first tap only shows the point. Escape hides the tip and takes back what is set.
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
  #lying: Lying = { width: 0, fixed: null, back: null };
  #index = -1;
  #said = '';

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
  show(drawing: Drawing, points: () => readonly FigurePoint[], lying: Lying): void {
    this.#find = () =>
      points().map(({ half, ...point }) => {
        const { x, y } = drawing.place(point);
        const corner = half ? drawing.place({ x: point.x + half.x, y: point.y + half.y }) : null;
        return { ...point, x, y, ...(corner ? { half: { x: Math.abs(corner.x - x), y: Math.abs(corner.y - y) } } : {}) };
      });
    this.#found = null;
    this.#index = -1;
    this.#lying = lying;
    this.#hide();
    const walked = walks.get(this.#host);
    walks.delete(this.#host);
    if (!walked || this.#host.ownerDocument.activeElement !== this.#host) return;
    if (walked.shown) this.#mark(walked.at);
    else this.#index = Math.min(walked.at, this.#all.length - 1);
    this.#heard.textContent = walked.said;
  }

  /** Takes everything away. */
  destroy(): void {
    const host = this.#host;
    if (this.#index >= 0) walks.set(host, { at: this.#index, shown: !this.#overlay.hidden, said: this.#said });
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
    const { width, fixed } = this.#lying;
    return width > 0 && fixed === null ? this.#host.clientWidth / width : 1;
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
    const [first, last] = [host.scrollLeft, host.scrollLeft + host.clientWidth];
    const left = x + 14 + tip.offsetWidth <= last ? x + 14 : Math.max(first, x - 14 - tip.offsetWidth);
    const top = Math.max(0, Math.min(y - tip.offsetHeight / 2, height - tip.offsetHeight));
    Object.assign(tip.style, { left: `${left}px`, top: `${top}px` });
  }

  /** Brings a mark that the keyboard reaches out from behind what stands still, or from beyond an end. */
  #reveal(to: number): void {
    const [host, { fixed }, place] = [this.#host, this.#lying, this.#all[to]];
    if (fixed === null || !place) return;
    const edge = 24;
    if (place.x - edge < host.scrollLeft + fixed) host.scrollLeft = place.x - edge - fixed;
    else if (place.x + edge > host.scrollLeft + host.clientWidth) host.scrollLeft = place.x + edge - host.clientWidth;
  }

  #point = (event: MouseEvent): void => {
    const box = this.#host.getBoundingClientRect();
    const across = event.clientX - box.left;
    const scrolled = across < (this.#lying.fixed ?? 0) ? 0 : this.#host.scrollLeft;
    const [x, y] = [(across + scrolled) / this.#scale, (event.clientY - box.top) / this.#scale];
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

  #takeBack(): void {
    if (!this.#set || !this.#lying.back) return;
    this.#said = m.figures_taken_back();
    this.#set(this.#lying.back);
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      this.#hide();
      return this.#takeBack();
    }
    if (event.key === 'Enter' || event.key === ' ') {
      if (this.#take()) event.preventDefault();
      return;
    }
    const places = this.#all;
    const grid = places[0]?.grid !== undefined;
    const to = grid ? gridStep(event.key, this.#index, places) : step(event.key, this.#index, places.length);
    if (to === null) return;
    event.preventDefault();
    this.#reveal(to);
    this.#mark(to);
    const words = this.#words(places[to]!, m.figures_comma());
    this.#heard.textContent = grid ? words : m.figures_point({ words, index: to + 1, count: places.length });
  };
}
