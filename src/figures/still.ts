/** How far elements were scrolled whose figures are drawn anew. */
const scrolled = new WeakMap<HTMLElement, number>();

/** The left end of a drawing that is wider than its element, standing still while the rest is scrolled. */
export class Still {
  #host: HTMLElement;
  #end: HTMLElement | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Lets so many pixels of a drawing stand still, and goes on where the one before it was scrolled to; null: the drawing fits. */
  hold(svg: SVGSVGElement, fixed: number | null): void {
    const host = this.#host;
    this.#end?.remove();
    this.#end = null;
    host.classList.toggle('perennial-wide', fixed !== null);
    if (fixed === null) return;
    const end = Object.assign(host.ownerDocument.createElement('div'), { className: 'perennial-still' });
    const window = host.ownerDocument.createElement('div');
    Object.assign(window.style, { width: `${fixed}px`, height: `${svg.getAttribute('height') ?? '0'}px` });
    window.append(svg.cloneNode(true));
    end.append(window);
    end.setAttribute('aria-hidden', 'true');
    host.prepend(end);
    this.#end = end;
    host.scrollLeft = scrolled.get(host) ?? 0;
  }

  destroy(): void {
    scrolled.set(this.#host, this.#host.scrollLeft);
    this.#end?.remove();
  }
}
