export { type AkhmedievOptions, akhmediev, akhmedievPeriod } from "./akhmediev.ts";
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
export type { Equation } from "./equation.ts";
export type { PdeEquations, PdeInputs } from "./equations.ts";
export { type KdvOptions, kdv } from "./kdv.ts";
export { convection } from "./later.ts";
export { type NlseSolitonOptions, nlseSoliton } from "./nlse-soliton.ts";
export { type BoundStateOptions, boundState, type GaussianNoiseOptions, gaussianNoise } from "./packets.ts";
export { type PdeOptions, pde } from "./pde.ts";
export { type PdeEntry, pdeProblems } from "./pde-table.ts";
export type { OdeSystem, Parameters, PdeProblem, Problem, TransportProblem, WaveProblem } from "./problem.ts";
export { type SampledWaveOptions, sampledWave } from "./samples.ts";
export { type BrightSolitonOptions, brightSoliton } from "./solitons.ts";
export { type CollisionShifts, collisionShifts, type TwoSolitonOptions, twoSoliton } from "./two-soliton.ts";
