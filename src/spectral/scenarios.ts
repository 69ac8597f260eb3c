import {
  akhmediev,
  akhmedievPeriod,
  boundState,
  brightSoliton,
  type Equation,
  gaussianNoise,
  twoSoliton,
  type WaveProblem,
} from "../problems/index.ts";

/** Values of a scenario's initial state as they come from a configuration. */
export type InitialValues = Readonly<Record<string, unknown>>;

/** A named initial value problem with the grid and times that suit it. */
export interface Scenario {
  readonly description: string;
  /** The name of the same initial state in simple_idealized_1d_nlse. */
  readonly originalName?: string;
  /** Keys of the initial state and their defaults. */
  readonly initial: InitialValues;
  readonly points: number;
  /** Period of the domain, which may follow from the initial state and β. */
  length(initial: InitialValues, dispersion: number): number;
  readonly start: number;
  readonly end: number;
  /** Relative tolerance that suits it. @defaultValue `1e-9` */
  readonly tolerance?: number;
  problem(initial: InitialValues, equation: Equation, start: number): WaveProblem;
}

const onStandardRing = { points: 512, length: () => 50, start: 0, end: 20 } as const;

/** The scenarios of the nlse command. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  soliton: {
    ...onStandardRing,
    description: "one bright soliton; exact",
    originalName: "single_soliton",
    initial: { amplitude: 2, position: -10, velocity: 1 },
    problem: (initial, equation) => brightSoliton({ ...initial, ...equation }),
  },
  "two-soliton": {
    ...onStandardRing,
    description: "two solitons that collide; with exact: true the exact two-soliton, else a sum of two",
    originalName: "two_soliton",
    initial: { amplitudes: [2, 1.5], positions: [-10, 10], velocities: [2, -2], exact: false },
    problem: (initial, equation) => twoSoliton({ ...initial, ...equation }),
  },
  "bound-state": {
    ...onStandardRing,
    description: "a modulated packet: two solitons of one velocity that beat, and radiation",
    originalName: "breather",
    initial: { amplitude: 1, frequency: 0.5, modulation: 0.5 },
    problem: (initial, equation) => boundState({ ...initial, ...equation }),
  },
  "gaussian-noise": {
    ...onStandardRing,
    description: "a broad Gaussian with white noise that breaks up into solitons",
    originalName: "modulation_instability",
    initial: { amplitude: 1, width: 5, center: 0, noise: 0.01, seed: 42 },
    problem: (initial, equation) => gaussianNoise({ ...initial, ...equation }),
  },
  akhmediev: {
    description: "the Akhmediev breather, from a plane wave through its peak and back; exact",
    initial: { a: 0.25 },
    points: 64,
    length: (initial, dispersion) => akhmedievPeriod(Number(initial["a"]), dispersion),
    start: -5,
    end: 5,
    tolerance: 1e-11,
    problem: (initial, equation, start) => akhmediev({ ...initial, ...equation, initialTime: start }),
  },
};
