// A market of brands: what size alone lets expect (double jeopardy).
export {
  type BrandBenchmark,
  type Buying,
  type DirichletDiagnostics,
  type DirichletEstimates,
  type DirichletInputs,
  nbdDirichlet,
} from '#models/market/nbd-dirichlet/definition.ts';
export { type BrandTheory, brandTheory, categoryPenetration, type Market } from '#models/market/nbd-dirichlet/theory.ts';
