/** All messages as typed functions: `m.app_title()`. Generated from `messages/<domain>/<locale>.json`. */
export * as m from './paraglide/messages.js';
