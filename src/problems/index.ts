export { akhmediev, type AkhmedievOptions, akhmedievPeriod } from "./akhmediev.ts";
export type { Complex } from "./complex.ts";
export type { Equation } from "./equation.ts";
export { burgers, convection } from "./later.ts";
export { boundState, type BoundStateOptions, gaussianNoise, type GaussianNoiseOptions } from "./packets.ts";
export type { OdeSystem, Parameters, PdeProblem, Problem, TransportProblem, WaveProblem } from "./problem.ts";
export { sampledWave, type SampledWaveOptions } from "./samples.ts";
export { brightSoliton, type BrightSolitonOptions } from "./solitons.ts";
export { collisionShifts, type CollisionShifts, twoSoliton, type TwoSolitonOptions } from "./two-soliton.ts";
