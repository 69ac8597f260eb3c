// The problems on which Gaussians are measured, fixed and moving, with what is to be reached and what was published.
import { type pinn, problems, type training } from "sech";
import { allenCahnError, diffusionError } from "./reference-errors.ts";

/** Seconds, and the relative L2 error that is to be reached in them. */
type Bar = readonly [seconds: number, error: number];

/** A problem, and how Gaussians are trained on it. */
export interface GaussianCase {
  readonly name: string;
  readonly problem: problems.PdeProblem;
  /** What Gaussians that are solved for are to reach. */
  readonly auto: Bar;
  /** What Gaussians that move are to reach, and how they are trained; networks have the same seconds. */
  readonly trained: TrainedCase | null;
  /** The best that was published for trained Gaussians: N. Kang et al., ICLR 2025. */
  readonly published: number | null;
  /** The relative L2 error, where no exact solution is known. */
  readonly error?: (fit: training.Evaluable) => number;
}

/** How Gaussians that move are trained. Nothing here was chosen by an error; a grid may follow the data of its problem. */
interface TrainedCase {
  readonly bar: Bar;
  readonly options: pinn.TrainedGaussiansOptions;
  /** Weights of terms in the loss. @defaultValue `1` each */
  readonly weights?: training.TrainOptions["weights"];
  /** The problem as they are trained on it. @defaultValue as it is */
  readonly problem?: problems.PdeProblem;
}

const helmholtz10 = problems.helmholtz({ a1: 10, a2: 10 });
const kleinGordon = problems.kleinGordon();

export const gaussianCases: readonly GaussianCase[] = [
  {
    name: "helmholtz",
    problem: problems.helmholtz(),
    auto: [10, 1e-8],
    trained: { bar: [60, 2e-5], options: { count: 256, start: 256 } },
    published: 2.22e-5,
  },
  {
    name: "helmholtz-10",
    problem: helmholtz10,
    auto: [30, 1e-6],
    trained: { bar: [120, 1e-3], options: { count: 1600, start: 1600, ghosts: 2, overlap: "chosen" } },
    published: 7.09e-3,
  },
  {
    name: "klein-gordon",
    problem: kleinGordon,
    auto: [30, 1e-6],
    trained: {
      bar: [120, 1e-3],
      // The values on the walls oscillate in time.
      options: { count: 500, start: 500, grid: [5, 5, 20], ghosts: 2, overlap: "chosen" },
      weights: { initial: 100, walls: 100 },
      // Met by form, these conditions are the solution: it is bilinear in x and y, and so is their interpolation.
      problem: conditionsInLoss(kleinGordon),
    },
    published: 2.36e-3,
  },
  {
    name: "flow-mixing",
    problem: problems.flowMixing(),
    auto: [60, 1e-4],
    trained: { bar: [300, 2e-4], options: { count: 1500, windows: 12, overlap: 1.2 } },
    published: 2.67e-4,
  },
  { name: "flow-mixing-240", problem: problems.flowMixing(), auto: [240, 1e-5], trained: null, published: 2.67e-4 },
  {
    name: "nonlinear-diffusion",
    problem: problems.nonlinearDiffusion(),
    auto: [120, 3e-4],
    trained: { bar: [300, 1e-3], options: { count: 1000, windows: 4 } },
    published: 1.44e-3,
    error: diffusionError,
  },
  {
    name: "allen-cahn",
    problem: problems.allenCahn(),
    auto: [60, 1e-5],
    trained: { bar: [300, 5e-5], options: { count: 300, windows: 20 } },
    published: 5.93e-5,
    error: allenCahnError,
  },
  {
    name: "burgers",
    problem: problems.burgers(),
    auto: [30, 1e-6],
    trained: { bar: [120, 1e-4], options: { count: 200, windows: 20 } },
    published: null,
  },
];

/** The problem with its conditions in the loss. */
function conditionsInLoss(problem: problems.PdeProblem): problems.PdeProblem {
  const conditions = Object.entries(problem.conditions).map(([name, condition]) => [
    name,
    condition.kind === "data" ? condition : { ...condition, enforce: "soft" as const },
  ]);
  return { ...problem, conditions: Object.fromEntries(conditions) };
}
