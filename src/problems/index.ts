export { type AkhmedievOptions, akhmediev, akhmedievPeriod } from "./akhmediev.ts";
export type { Complex } from "./complex.ts";
export type { Equation } from "./equation.ts";
export { burgers, convection } from "./later.ts";
export { type BoundStateOptions, boundState, type GaussianNoiseOptions, gaussianNoise } from "./packets.ts";
export type { OdeSystem, Parameters, PdeProblem, Problem, TransportProblem, WaveProblem } from "./problem.ts";
export { type SampledWaveOptions, sampledWave } from "./samples.ts";
export { type BrightSolitonOptions, brightSoliton } from "./solitons.ts";
export { type CollisionShifts, collisionShifts, type TwoSolitonOptions, twoSoliton } from "./two-soliton.ts";
