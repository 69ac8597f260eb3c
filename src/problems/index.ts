export { type AkhmedievOptions, akhmediev, akhmedievPeriod } from "./akhmediev.ts";
export { type AllenCahnOptions, allenCahn } from "./allen-cahn.ts";
export {
  type BurgersOptions,
  burgers,
  type HeatOptions,
  type HelmholtzOptions,
  heat,
  helmholtz,
  poisson,
  type WaveEquationOptions,
  waveEquation,
} from "./benchmarks.ts";
export { type CavityOptions, cavity } from "./cavity.ts";
export { type CnoidalKind, type CnoidalOptions, cnoidal, cnoidalKinds, cnoidalPeriod } from "./cnoidal.ts";
export { type ColeHopfOptions, coleHopfSolution } from "./cole-hopf.ts";
export type { Complex } from "./complex.ts";
export {
  type Condition,
  type DirichletCondition,
  type Enforcement,
  type Face,
  type Formula,
  formulasOf,
  type InitialCondition,
  isHard,
  type NeumannCondition,
  type PeriodicCondition,
  parseFace,
  type RobinCondition,
  type Values,
} from "./conditions.ts";
export { type ConservationLaw, crossingTime, ringOf } from "./conservation-law.ts";
export { type CoupledProblem, type FieldPair, type VectorSolitonOptions, vectorSoliton } from "./coupled.ts";
export { type DarkSolitonsOptions, darkSolitons } from "./dark-solitons.ts";
export { type DataCondition, dataColumns, dataPoints, dataSigma } from "./data-condition.ts";
export {
  type DrivenSolitonOptions,
  drivenSoliton,
  type FadingSolitonOptions,
  fadingSoliton,
} from "./driven-solitons.ts";
export { ellipticK, jacobi } from "./elliptic.ts";
export type { Equation } from "./equation.ts";
export type { PdeEquations, PdeInputs } from "./equations.ts";
export type { Law, Symbols } from "./formula.ts";
export { type FormulaPairOptions, formulaPair } from "./formula-pair.ts";
export { type ComplexFormula, type FormulaWaveOptions, formulaWave } from "./formula-wave.ts";
export {
  type DerivativeSolitonOptions,
  derivativeSoliton,
  type HirotaSolitonOptions,
  hirotaSoliton,
  type QuarticSolitonOptions,
  quarticSoliton,
  type SasaSatsumaSolitonOptions,
  sasaSatsumaSoliton,
} from "./higher-order-solitons.ts";
export { type IsentropicGasOptions, isentropicGas } from "./isentropic-gas.ts";
export { type KdvOptions, kdv } from "./kdv.ts";
export { type KuznetsovMaOptions, kuznetsovMa, kuznetsovMaPeriod } from "./kuznetsov-ma.ts";
export { type NSolitonOptions, nSoliton } from "./n-soliton.ts";
export { type NlseSolitonOptions, nlseSoliton } from "./nlse-soliton.ts";
export { type BoundStateOptions, boundState, type GaussianNoiseOptions, gaussianNoise } from "./packets.ts";
export { type PdeOptions, pde } from "./pde.ts";
export { type PdeEntry, pdeProblems } from "./pde-table.ts";
export { type PeregrineOptions, peregrine } from "./peregrine.ts";
export { type PlaneBurgersOptions, planeBurgers } from "./plane-burgers.ts";
export { modulationGrowth, type PlaneWaveOptions, planeWave } from "./plane-wave.ts";
export { flowMixing, type KleinGordonOptions, kleinGordon, nonlinearDiffusion } from "./plane-waves.ts";
export type {
  OdeSystem,
  Parameters,
  PdeProblem,
  Problem,
  TrainableScalar,
  TransportProblem,
  WaveProblem,
} from "./problem.ts";
export { type SampledWaveOptions, sampledWave } from "./samples.ts";
export {
  type ManyPoissonOptions,
  manyPoisson,
  type SpaceHelmholtzOptions,
  spaceHelmholtz,
} from "./separable-benchmarks.ts";
export { type BrightSolitonOptions, brightSoliton } from "./solitons.ts";
export type { Absorber, Potential, Terms, TimeFunction } from "./terms.ts";
export { type TransportOptions, transport } from "./transport.ts";
export { eulerian } from "./transport-eulerian.ts";
export { type PlaneFlowOptions, rotation, shear, swirl } from "./transport-plane.ts";
export {
  type ConvectionOptions,
  classicBurgers,
  convection,
  cubicTransport,
  type TransportBurgersOptions,
  transportBurgers,
  type VariableSpeedOptions,
  variableSpeed,
} from "./transport-problems.ts";
export { type TransportEntry, transportProblems } from "./transport-table.ts";
export { type CoherentStateOptions, coherentState, harmonicTrap } from "./trapped.ts";
export { type CollisionShifts, collisionShifts, type TwoSolitonOptions, twoSoliton } from "./two-soliton.ts";
export {
  type CondensateOptions,
  type CondensateUnits,
  condensate,
  type FibreOptions,
  type FibreUnits,
  fibre,
  type OceanWavesOptions,
  type OceanWavesUnits,
  oceanWaves,
} from "./units.ts";
export { type VectorSolitonsOptions, vectorSolitons } from "./vector-solitons.ts";
export { withTerms } from "./with-terms.ts";
