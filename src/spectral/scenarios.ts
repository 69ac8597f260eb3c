import {
  akhmediev,
  akhmedievPeriod,
  boundState,
  brightSoliton,
  type ComplexFormula,
  cnoidal,
  cnoidalPeriod,
  coherentState,
  darkSolitons,
  derivativeSoliton,
  drivenSoliton,
  type Equation,
  fadingSoliton,
  formulaWave,
  gaussianNoise,
  hirotaSoliton,
  kuznetsovMa,
  kuznetsovMaPeriod,
  nSoliton,
  peregrine,
  planeWave,
  quarticSoliton,
  sasaSatsumaSoliton,
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
  /** The keys of the initial state that are expressions of x; `problem` gets a `ComplexFormula` for each. */
  readonly formulas?: readonly string[];
  /** Coefficients that differ from β = 1, γ = 1. */
  readonly equation?: Equation;
  points(initial: InitialValues): number;
  /** Period of the domain, which may follow from the initial state and the equation. */
  length(initial: InitialValues, equation: Equation): number;
  start(initial: InitialValues): number;
  end(initial: InitialValues): number;
  /** The part of the domain that pictures show. @defaultValue all of it */
  readonly view?: readonly [from: number, to: number];
  /** Relative tolerance that suits it. @defaultValue `1e-9` */
  readonly tolerance?: number;
  /** Makes the problem; a configuration may add terms to its equation. */
  problem(initial: InitialValues, equation: Equation, start: number): WaveProblem;
}

const onStandardRing = {
  points: () => 512,
  length: () => 50,
  start: () => 0,
  end: () => 20,
} as const;
const onSmallRing = { ...onStandardRing, length: () => 60, end: () => 10 } as const;
const breathing = (initial: InitialValues) => kuznetsovMaPeriod(Number(initial["a"]));

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
    points: () => 64,
    length: (initial, { dispersion }) => akhmedievPeriod(Number(initial["a"]), dispersion),
    start: () => -5,
    end: () => 5,
    tolerance: 1e-11,
    problem: (initial, equation, start) => akhmediev({ ...initial, ...equation, initialTime: start }),
  },
  "n-soliton": {
    description: "any number of solitons, the exact solution",
    initial: { amplitudes: [2, 1.5, 1], positions: [-12, 0, 12], velocities: [2, 0, -2], phases: [] },
    points: () => 1536,
    length: () => 70,
    start: () => 0,
    end: () => 12,
    problem: (initial, equation) => nSoliton({ ...initial, ...equation }),
  },
  "kuznetsov-ma": {
    description: "the Kuznetsov–Ma breather over two periods, from one minimum to the next but one; exact",
    initial: { a: 1 },
    points: () => 640,
    length: (_, { dispersion = 1 }) => 30 * Math.sqrt(dispersion),
    start: (initial) => -breathing(initial) / 2,
    end: (initial) => 1.5 * breathing(initial),
    problem: (initial, equation, start) => kuznetsovMa({ ...initial, ...equation, initialTime: start }),
  },
  peregrine: {
    description: "the Peregrine breather, or with order 2 the next rational one, on a wide ring; exact",
    initial: { order: 1 },
    points: (initial) => (initial["order"] === 2 ? 65536 : 20480),
    length: (initial, { dispersion = 1 }) => (initial["order"] === 2 ? 2400 : 1600) * Math.sqrt(dispersion),
    start: () => -2,
    end: () => 2,
    view: [-10, 10],
    problem: (initial, equation, start) => peregrine({ ...initial, ...equation, initialTime: start }),
  },
  "dark-solitons": {
    description: "grey solitons that pass each other on the background of a defocusing equation; exact",
    equation: { nonlinearity: -1 },
    initial: { background: 1, velocities: [0.5, -0.5], positions: [-10, 10] },
    points: () => 256,
    length: () => 60,
    start: () => 0,
    end: () => 40,
    problem: (initial, equation) => darkSolitons({ ...initial, ...equation }),
  },
  cnoidal: {
    description: "a cnoidal wave of kind cn, dn or, where the equation is defocusing, sn; exact",
    initial: { kind: "dn", m: 0.5, amplitude: 1, periods: 2 },
    points: (initial) => 32 * Number(initial["periods"]),
    length: ({ periods, ...initial }, equation) => Number(periods) * cnoidalPeriod({ ...initial, ...equation }),
    start: () => 0,
    end: () => 10,
    problem: ({ periods: _, ...initial }, equation) => cnoidal({ ...initial, ...equation }),
  },
  "modulation-instability": {
    description: "a plane wave with noise or a periodic modulation, which break it up",
    initial: { amplitude: 1, noise: 1e-6, seed: 42, modulation: 0, mode: 1 },
    points: () => 512,
    length: () => 50,
    start: () => 0,
    end: () => 20,
    problem: (initial, equation) => planeWave({ ...initial, ...equation }),
  },
  expression: {
    ...onStandardRing,
    description: "an initial state given as an expression of x, with i for the imaginary unit",
    initial: { psi: "sech(x + 5)*exp(i*x) + 0.7*sech(x - 5)" },
    formulas: ["psi"],
    problem: (initial, equation) => formulaWave({ ...(initial as { psi: ComplexFormula }), ...equation }),
  },
  "coherent-state": {
    description: "a Gaussian that swings in a harmonic trap, without nonlinearity; exact",
    equation: { nonlinearity: 0 },
    initial: { frequency: 1, position: 3, velocity: 0 },
    points: () => 256,
    length: () => 24,
    start: () => 0,
    end: () => 20,
    problem: (initial, equation) => withCoefficients(coherentState({ ...initial, ...equation }), equation),
  },
  "driven-soliton": {
    description: "a soliton in an oscillating uniform force; exact",
    initial: { amplitude: 1, force: 1, frequency: 1 },
    points: () => 512,
    length: () => 60,
    start: () => 0,
    end: () => 12,
    problem: (initial, equation) => drivenSoliton({ ...initial, ...equation }),
  },
  "fading-soliton": {
    description: "a soliton with linear loss that an expulsive potential spreads as fast as it fades; exact",
    initial: { amplitude: 1, loss: 0.1 },
    points: () => 1024,
    length: () => 80,
    start: () => 0,
    end: () => 5,
    problem: (initial, equation) => fadingSoliton({ ...initial, ...equation }),
  },
  "hirota-soliton": {
    description: "the soliton of Hirota's equation: third-order dispersion and self-steepening in balance; exact",
    initial: { amplitude: 1, wavenumber: 0.5, thirdOrder: 0.2 },
    ...onSmallRing,
    problem: (initial, equation) => withCoefficients(hirotaSoliton(initial), equation),
  },
  "sasa-satsuma-soliton": {
    description: "the soliton of the Sasa–Satsuma equation; exact",
    initial: { steepness: 1, thirdOrder: 0.2 },
    ...onSmallRing,
    problem: (initial, equation) => withCoefficients(sasaSatsumaSoliton(initial), equation),
  },
  "quartic-soliton": {
    description: "the soliton of quadratic and fourth-order dispersion; exact",
    initial: { fourthOrder: 1 },
    ...onSmallRing,
    problem: (initial, equation) => withCoefficients(quarticSoliton(initial), equation),
  },
  "derivative-soliton": {
    description: "the soliton of the derivative equation: self-steepening alone; exact",
    initial: { frequency: 1, velocity: 0.5 },
    equation: { dispersion: 2, nonlinearity: 0 },
    ...onSmallRing,
    points: () => 1024,
    end: () => 5,
    problem: (initial, equation) => withCoefficients(derivativeSoliton(initial), equation),
  },
};

/** A problem of fixed coefficients with others, which take its exact solution. */
function withCoefficients(problem: WaveProblem, equation: Equation): WaveProblem {
  const { dispersion = 1, nonlinearity = 1 } = equation;
  if (dispersion === problem.dispersion && nonlinearity === problem.nonlinearity) return problem;
  const { exact: _, ...others } = problem;
  return { ...others, dispersion, nonlinearity };
}
