import { Lexer, type Token, type Tokens } from 'marked';
import { notebookLimits } from '#schema/thresholds.ts';
import { decodeEntities } from './entities.ts';
import { safeLink, safePicture } from './safe-url.ts';
import type { Block, Inline, ListItem } from './tokens.ts';
import { visible } from './visible.ts';

/** What is only text, because it is too deep, too long or not known to us. */
function literal(text: string): Block[] {
  return text.trim() === '' ? [] : [{ type: 'code', language: '', children: visible(text) }];
}

function plain(children: readonly Inline[]): string {
  return children
    .map((child) => {
      if (child.type === 'text') return child.text;
      return 'children' in child ? plain(child.children) : '';
    })
    .join('');
}

/** The reader of one stretch of prose; it counts headings, so that two of one name can both be linked to. */
class ProseReader {
  #slugs = new Map<string, number>();

  blocks(tokens: readonly Token[], depth: number): Block[] {
    return tokens.flatMap((token) => this.#block(token, depth));
  }

  #block(token: Token, depth: number): Block[] {
    if (depth > notebookLimits.depth) return literal(token.raw);
    switch (token.type) {
      case 'space':
      case 'def':
        return [];
      case 'heading': {
        const children = this.#inlines((token as Tokens.Heading).tokens, depth);
        return [{ type: 'heading', level: (token as Tokens.Heading).depth, slug: this.#slug(plain(children)), children }];
      }
      case 'paragraph':
      case 'text':
        return [{ type: 'paragraph', children: this.#inlines((token as Tokens.Text).tokens ?? [token], depth) }];
      case 'code':
        return [
          { type: 'code', language: ((token as Tokens.Code).lang ?? '').slice(0, 20), children: visible((token as Tokens.Code).text) },
        ];
      case 'blockquote':
        return [{ type: 'quote', children: this.blocks((token as Tokens.Blockquote).tokens, depth + 1) }];
      case 'list':
        return [this.#list(token as Tokens.List, depth)];
      case 'table':
        return [this.#table(token as Tokens.Table, depth)];
      case 'hr':
        return [{ type: 'rule' }];
      default:
        return literal(token.raw);
    }
  }

  #list(token: Tokens.List, depth: number): Block {
    const items = token.items.map((item): ListItem => {
      const tokens = item.tokens.filter(({ type }) => type !== 'checkbox');
      return { checked: item.task ? item.checked === true : null, children: this.blocks(tokens, depth + 1) };
    });
    return { type: 'list', start: token.ordered ? Number(token.start) || 0 : null, items };
  }

  #table(token: Tokens.Table, depth: number): Block {
    const row = (cells: readonly Tokens.TableCell[]): Inline[][] => cells.map((cell) => this.#inlines(cell.tokens, depth));
    return { type: 'table', align: token.align, header: row(token.header), rows: token.rows.map(row) };
  }

  #inlines(tokens: readonly Token[], depth: number): Inline[] {
    return tokens.flatMap((token) => this.#inline(token, depth));
  }

  #inline(token: Token, depth: number): Inline[] {
    if (depth > notebookLimits.depth) return visible(token.raw);
    switch (token.type) {
      case 'strong':
      case 'em':
      case 'del':
        return [{ type: token.type, children: this.#inlines((token as Tokens.Strong).tokens, depth + 1) }];
      case 'codespan':
        return [{ type: 'code', children: visible((token as Tokens.Codespan).text) }];
      case 'br':
        return [{ type: 'break' }];
      case 'link': {
        const children = this.#inlines((token as Tokens.Link).tokens, depth + 1);
        const href = safeLink(decodeEntities((token as Tokens.Link).href));
        return href === null ? children : [{ type: 'link', href, children }];
      }
      case 'image': {
        const alt = decodeEntities((token as Tokens.Image).text);
        const src = safePicture((token as Tokens.Image).href);
        return src === null ? visible(alt) : [{ type: 'image', src, alt }];
      }
      case 'escape':
        return visible((token as Tokens.Escape).text);
      case 'text': {
        const { tokens, text } = token as Tokens.Text;
        return tokens ? this.#inlines(tokens, depth + 1) : visible(decodeEntities(text));
      }
      default:
        return visible(token.raw);
    }
  }

  #slug(text: string): string {
    const base =
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '') || 'section';
    const count = this.#slugs.get(base) ?? 0;
    this.#slugs.set(base, count + 1);
    return count === 0 ? base : `${base}-${count + 1}`;
  }
}

/**
 * Markdown as safe tokens (CommonMark with tables, tasks and strikethrough): raw HTML as text, links and pictures only where
 * `safe-url` allows them. Text that is too long or nested too deeply for the reader is shown as it was written. Never throws.
 */
export function readProse(text: string): Block[] {
  if (text.length > notebookLimits.prose) return literal(text);
  try {
    return new ProseReader().blocks(new Lexer({ gfm: true }).lex(text), 0);
  } catch {
    return literal(text);
  }
}
