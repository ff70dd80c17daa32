/** Whether ids are shown as codes, and the secret behind these, for as long as the page is open. */
class Privacy {
  hashed = $state(false);
  readonly salt = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, '0')).join('');

  /** What stands for a customer on the page. */
  nameOf({ id, code }: { id: string; code: string }): string {
    return this.hashed ? code : id;
  }
}

export const privacy = new Privacy();
