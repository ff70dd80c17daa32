import { freshMessages } from './fresh-messages.mjs';

/** Runs once before any Vitest project. */
export default function setup() {
  freshMessages();
}
