/** Every cut-off of the product, each with its reason. Named blocks, one a subject. */

/** C15: rates and means on few customers are shown grey or not at all. */
export const smallSamples = {
  /** below it a figure is marked indicative */
  indicative: 30,
  /** below it nothing is shown */
  suppressed: 10,
} as const;
