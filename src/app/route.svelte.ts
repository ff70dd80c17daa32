/** Where the page is: `#/` start, `#/notebook/<id>`, `#/data`. */
export type Place = { page: 'start' } | { page: 'notebook'; id: string } | { page: 'data' };

/** The place a hash names; an unknown one is the start. */
export function placeOf(hash: string): Place {
  const [page, id] = hash.replace(/^#\/?/, '').split('/');
  if (page === 'notebook' && id) return { page, id: decodeURIComponent(id) };
  return page === 'data' ? { page } : { page: 'start' };
}

export function hashOf(place: Place): string {
  if (place.page === 'notebook') return `#/notebook/${encodeURIComponent(place.id)}`;
  return place.page === 'data' ? '#/data' : '#/';
}

/** The place in force, kept in step with the address. */
export class Route {
  place = $state.raw<Place>({ page: 'start' });
  #window: Window;

  constructor(target: Window) {
    this.#window = target;
    this.place = placeOf(target.location.hash);
  }

  go(place: Place): void {
    this.#window.location.hash = hashOf(place);
    this.place = place;
    this.#window.scrollTo(0, 0);
  }

  /** Follows the address. Returns the undo. */
  follow(): () => void {
    const read = (): void => void (this.place = placeOf(this.#window.location.hash));
    this.#window.addEventListener('hashchange', read);
    return () => this.#window.removeEventListener('hashchange', read);
  }
}
