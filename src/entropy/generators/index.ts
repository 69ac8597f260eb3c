export type { Conserved, Flow, FlowOptions } from "./flow.ts";
export { henon, ikeda, logistic, standardMap, tent } from "./maps.ts";
export { autoregressive, fractionalBrownian, noise, noiseExponents } from "./noise.ts";
export { type OrbitOptions, type OrbitSeries, orbit, type Potential } from "./orbit.ts";
export { sine, sines, type Tone } from "./sines.ts";
export { doublePendulum, henonHeiles, lorenz, rossler } from "./systems.ts";
