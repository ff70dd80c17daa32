/** The five stages in their one order: exploration, formation, stable, decline, ended. */
export const stages = ['E', 'F', 'S', 'D', 'T'] as const;
export type Stage = (typeof stages)[number];

/** The colour token of each stage; with `-wash` appended, the colour of its place. */
export const stageToken: Record<Stage, string> = {
  E: 'stage-exploration',
  F: 'stage-formation',
  S: 'stage-stable',
  D: 'stage-decline',
  T: 'stage-ended',
};
