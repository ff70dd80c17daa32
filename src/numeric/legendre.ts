/** Nodes in (0, 1) and weights of the Gauss–Legendre rule of 12 points on [−1, 1]; each stands for itself and its mirror image. */
export const nodes = Float64Array.of(
  0.125233408511468915,
  0.367831498998180194,
  0.587317954286617447,
  0.769902674194304687,
  0.904117256370474857,
  0.981560634246719251,
);

/** Weights that go with the nodes. */
export const weights = Float64Array.of(
  0.249147045813402785,
  0.233492536538354809,
  0.203167426723065922,
  0.160078328543346226,
  0.106939325995318431,
  0.0471753363865118272,
);
