// The problems of the benchmark of transport, each with the model that is to solve it, its seconds and what it must reach.
import { lagrangian, pinn, problems, training } from "sech";

type AnyProblem = problems.TransportProblem | problems.PdeProblem;

/** One row of the table. */
export interface Case {
  readonly problem: AnyProblem;
  readonly model: training.Model<never>;
  /** What the table calls the model. */
  readonly kind: string;
  readonly seconds: number;
  /** The error that must be reached; not-a-number where it is only reported. */
  readonly bar: number;
  /** Errors over all times and at the end that must be met within 3 %, instead of a bar. */
  readonly floor?: readonly [all: number, end: number];
  readonly options?: Partial<training.TrainOptions>;
  /** Problems that are trained on before; all have equal shares of the seconds. */
  readonly curriculum?: readonly AnyProblem[];
}

const gaussian: problems.ConvectionOptions["initial"] = ({ x }) =>
  (x as NonNullable<typeof x>).sub(Math.PI).square().mul(-8).exp();
const bump = problems.convection({ speed: 30, initial: gaussian });

/** A case of a mode of characteristics. */
function characteristic(
  problem: problems.TransportProblem,
  shape: lagrangian.CharacteristicsOptions,
  seconds: number,
  bar: number,
  more: Partial<Case> = {},
): Case {
  return { problem, model: lagrangian.characteristics(shape), kind: shape.mode, seconds, bar, ...more };
}

const path = { mode: "lpinn", width: 10, depth: 2 } as const;
const wide = { mode: "lpinn", width: 14, depth: 2 } as const;
const ale = { mode: "ale" } as const;
const convection = (speed: number) => characteristic(problems.convection({ speed }), path, 30, 1e-6);
const swept = (speed: number, initial: problems.ConvectionOptions["initial"] = ({ x }) => x?.sin() ?? 0) =>
  characteristic(problems.variableSpeed({ speed, initial }), wide, 60, 1e-5);
const burgers = (offset: number) => characteristic(problems.transportBurgers({ offset }), ale, 30, 5e-6);
const rotating = lagrangian.characteristics({ mode: "lpinn" });

const fast = problems.convection({ speed: 50 });
const marquardt = (resample: number) => [training.levenbergMarquardt({ steps: 100_000, resample })];
/** A network of places at c = 50, in 30 s like the model of paths. */
const baseline = (kind: string, initial: "hard" | "soft", more: Partial<Case> = {}): Case =>
  characteristic(fast, { mode: "pinn", width: 20, initial }, 30, Number.NaN, { kind, ...more });
const placed = (kind: string, model: training.Model<never>, options: Partial<training.TrainOptions>): Case => ({
  problem: fast,
  model,
  kind,
  seconds: 30,
  bar: Number.NaN,
  options,
});

export const cases: Readonly<Record<string, Case>> = {
  "convection c=30": convection(30),
  "convection c=50": convection(50),
  "convection c=100": convection(100),
  "gaussian hard": characteristic(bump, path, 30, 1e-5),
  "gaussian soft": characteristic(bump, { mode: "moving", width: 14 }, 60, 2e-4),
  "variable c=10": swept(10),
  "variable c=50": swept(50),
  "variable gaussian c=10": swept(10, gaussian),
  "variable gaussian c=50": swept(50, gaussian),
  "inviscid burgers 0.9": characteristic(problems.transportBurgers({ viscosity: 0 }), { mode: "lpinn" }, 30, 1e-5),
  "cubic 0.8": characteristic(problems.cubicTransport(), { mode: "lpinn" }, 60, 1e-4),
  "burgers C=0": burgers(0),
  "burgers C=20": burgers(20),
  "burgers C=50": burgers(50),
  "burgers T=2": characteristic(problems.transportBurgers({ end: 2 }), ale, 60, 5e-5),
  "classic burgers": characteristic(problems.classicBurgers(), { ...ale, width: 20 }, 60, 1e-4),
  "classic burgers mlp": {
    problem: problems.burgers(),
    model: pinn.mlp(),
    kind: "pinn.mlp",
    seconds: 60,
    bar: Number.NaN,
  },
  "classic burgers 0.001": characteristic(
    problems.classicBurgers({ viscosity: 1e-3 }),
    { ...ale, width: 20 },
    120,
    1e-3,
  ),
  rotation: characteristic(problems.rotation(), { mode: "lpinn" }, 120, 1e-3),
  "rotation in four windows": {
    problem: problems.rotation(),
    model: lagrangian.windowed(rotating, { windows: 4 }),
    kind: "lpinn × 4",
    seconds: 120,
    bar: 3e-4,
  },
  swirl: characteristic(problems.swirl(), { mode: "lpinn" }, 60, Number.NaN),
  original: characteristic(problems.transportBurgers(), { mode: "original", width: 12 }, 60, Number.NaN, {
    floor: [1.17e-2, 3.96e-2],
  }),
  "baseline fixed hard": baseline("pinn", "hard", { options: { stages: marquardt(0) } }),
  "baseline fixed soft": baseline("pinn", "soft", { options: { stages: marquardt(0) } }),
  "baseline new hard": baseline("pinn", "hard"),
  "baseline new soft": baseline("pinn", "soft"),
  "baseline curriculum c=10…50": baseline("pinn", "hard", {
    curriculum: [10, 20, 30, 40].map((speed) => problems.convection({ speed })),
  }),
  "baseline causal weights": baseline("pinn", "hard", {
    options: { balance: { causal: { tolerance: 1 }, every: 10 } },
  }),
  "baseline growing windows": baseline("pinn", "hard", {
    options: { windows: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], stages: marquardt(10) },
  }),
  "baseline sequence of ten": placed(
    "mlp × 10",
    lagrangian.eulerian(pinn.mlp({ width: 14 }), { windows: 10, stages: marquardt(10) }),
    { points: { interior: 1000 } },
  ),
  "baseline xpinn 4 in t": placed(
    "xpinn",
    lagrangian.eulerian(pinn.xpinn({ parts: { t: 4 }, width: 14 }), { initial: "soft" }),
    {},
  ),
};
