import { figureClass } from './frame.ts';

const rules = `
.${figureClass} { --plot-background: var(--paper); display: block; height: auto; max-width: 100%; font-variant-numeric: tabular-nums; overflow: visible; }
.${figureClass} text { white-space: pre; }
.perennial-drawing { position: relative; min-height: 4rem; touch-action: pan-y; }
.perennial-drawing:focus-visible { outline: 2px solid var(--focus); outline-offset: 4px; border-radius: 4px; }
.perennial-wide { overflow: auto hidden; overscroll-behavior-x: contain; touch-action: pan-x pan-y; }
.perennial-wide .${figureClass} { max-width: none; }
.perennial-still { position: sticky; z-index: 1; left: 0; width: 0; height: 0; }
.perennial-still > div { overflow: hidden; background: var(--paper); }
.perennial-mark { position: absolute; inset: 0; pointer-events: none; }
.perennial-mark i { position: absolute; width: 1px; background: var(--ink-3); opacity: .6; }
.perennial-mark b { position: absolute; width: 9px; height: 9px; margin: -5px 0 0 -5px; border: 2px solid var(--ink); border-radius: 50%; background: var(--paper); }
.perennial-tip { position: absolute; z-index: 2; max-width: min(20rem, 80%); padding: 6px 10px; border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--surface); color: var(--ink); box-shadow: var(--shadow); font-size: var(--text-xs); font-variant-numeric: tabular-nums; line-height: 1.5; white-space: pre-line; pointer-events: none; }
.perennial-heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  .perennial-drawing { --ink: CanvasText; --ink-2: CanvasText; --ink-3: CanvasText; --paper: Canvas; --line: GrayText; --line-strong: GrayText; }
}
`;

let sheet: CSSStyleSheet | null = null;

/** Adopts the rules of figures into a document, once: a constructed sheet needs no inline style, which the page's policy forbids. */
export function adoptFigureSheet(document: Document): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
  }
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}
