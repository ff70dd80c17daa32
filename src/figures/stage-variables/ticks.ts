import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import type { FigureContext } from '../definition.ts';
import { ageTicks } from '../frame.ts';
import { type Stage, stageToken, stages } from '../stages.ts';
import { type Period, ageAxis, stageName, stageShort } from '../words.ts';

interface Places {
  axis: 'stage' | 'age' | 'calendar';
  period: Period;
  places: readonly string[];
}

/** Names of the places under the last panel, as many as there is room for. */
export function ticks(options: Places, context: FigureContext, panels: number): Markish[] {
  const { axis, places, period } = options;
  const quiet = { y: panels, dy: 10, lineAnchor: 'top' as const, fontSize: 12 };
  if (axis === 'stage') {
    return places.flatMap((place, x) => {
      const stage = place as Stage;
      if (!stages.includes(stage)) return [];
      const words = context.width < 560 ? stageShort(stage) : stageName(stage);
      return [Plot.text([words], { ...quiet, x, fill: context.color(stageToken[stage]), fontWeight: 600 })];
    });
  }
  if (axis === 'age') {
    const wanted = ageTicks(places.length - 1, context.width - 100).filter((age) => age < places.length);
    return [
      ...wanted.map((age) => Plot.text([String(age + 1)], { ...quiet, x: age, fill: context.color('ink-3') })),
      Plot.text([`${ageAxis(period)} →`], {
        frameAnchor: 'bottom-right',
        dy: 40,
        lineAnchor: 'bottom',
        fill: context.color('ink-3'),
        fontSize: 12,
      }),
    ];
  }
  const step = Math.max(1, Math.ceil(places.length / Math.max(2, Math.floor(context.width / 110))));
  return places.flatMap((place, x) =>
    x % step === 0 ? [Plot.text([place.slice(0, 7)], { ...quiet, x, fill: context.color('ink-3'), fontVariant: 'tabular-nums' })] : [],
  );
}
