import { createContext } from 'svelte';
import type { DataState } from '#state/data.svelte.ts';
import type { EngineState } from '#state/engine.svelte.ts';
import type { NotebookState } from '#state/notebook.svelte.ts';
import type { Preferences } from '#state/preferences.svelte.ts';
import type { Room } from '#state/room.svelte.ts';
import type { Command } from './commands.ts';
import type { Desk } from './desk.svelte.ts';
import type { LensList } from './lens-list.svelte.ts';
import type { Route } from './route.svelte.ts';

/** Everything the page is made of; `start.ts` makes it, components take it from context. */
export interface Parts {
  preferences: Preferences;
  engine: EngineState;
  data: DataState;
  room: Room;
  notebook: NotebookState;
  route: Route;
  desk: Desk;
  commands: readonly Command[];
  lenses: LensList;
}

export const [useParts, provideParts] = createContext<Parts>();
