// What customers spend at a purchase.
export { gammaGamma, type GammaGammaDiagnostics } from '#models/spend/gamma-gamma/definition.ts';
export { expectedSpend, expectedSpendBand } from '#models/spend/gamma-gamma/expected.ts';
export type { GammaGammaEstimates } from '#models/spend/gamma-gamma/fit.ts';
export { compressSpends, correlationOf, type SpendRow, type Spends } from '#models/spend/spends.ts';
