declare const URL: new (url: string) => { protocol: string; href: string; username: string; password: string };

const picture = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** The address of a link, written out in full, or null when it may not be one: https without a user name, mailto, or a place in this text. */
export function safeLink(text: string): string | null {
  if (/^#[\p{L}\p{N}_-]*$/u.test(text)) return text;
  try {
    const url = new URL(text);
    if (url.protocol === 'mailto:') return url.href;
    return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null;
  }
}

/** The address of a picture that is inside the text itself, or null: nothing is ever fetched. */
export function safePicture(text: string): string | null {
  return picture.test(text) ? text : null;
}
