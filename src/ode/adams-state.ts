import { invalid, type Kernels, type SlopeHistory } from "../core/index.ts";
import { type CoefficientMaker, type CoefficientSet, coefficientMaker } from "./exponential-coefficients.ts";
import { type Invariant, requireSemilinear, type SemilinearProblem } from "./problem.ts";
import { type Projection, projection } from "./projection.ts";
import type { StepperMemory } from "./stepper.ts";

/** Options of the exponential Adams method. */
export interface EtdAdamsOptions {
  /** Largest order, 2 … 10. @defaultValue `9` */
  readonly maxOrder?: number;
  /** Names of the problem's invariants, at most two, that every step restores. @defaultValue all that the problem has */
  readonly conserve?: readonly string[];
  /** Keep the step while it could grow by less than this; every change costs new coefficients. @defaultValue `1.25` */
  readonly deadBand?: number;
}

/** Work and memory of one integration by the exponential Adams method. */
export interface EtdAdamsState {
  readonly kernels: Kernels;
  readonly maker: CoefficientMaker;
  readonly maxOrder: number;
  readonly deadBand: number;
  /** N_0 … N_{q−1} at t_n, t_{n−1}, … from row `first` on; the row before it takes the slope of the step being made. */
  readonly history: SlopeHistory & { first: number };
  /** The rows of the history. */
  readonly slots: readonly Float64Array[];
  /** Steps t_{n−j} − t_{n−j−1}, signed. */
  readonly steps: Float64Array;
  /** How many slopes are known. */
  known: number;
  /** Nodes of the step being made, in units of its length. */
  readonly nodes: Float64Array;
  readonly denseNodes: Float64Array;
  set: CoefficientSet | undefined;
  /** The step and the history that `set` belongs to. */
  setStep: number;
  readonly setSteps: Float64Array;
  setOrder: number;
  /** The slope at the end of the step, extrapolated from the history. */
  readonly extrapolated: Float64Array;
  readonly error: Float64Array;
  /** A slope inside the step. */
  readonly dense: Float64Array;
  /** Names of the invariants that are restored, in the order of their targets. */
  readonly conserved: readonly string[];
  readonly projection: Projection | null;
  readonly targets: Float64Array;
  targetsKnown: boolean;
  /** Sum of the relative corrections by the projection. */
  budget: number;
  /** Order of the coming step. */
  order: number;
  /** Whether the order still rises. */
  starting: boolean;
  /** Whether a trial of the coming step was rejected. */
  afterRefusal: boolean;
  /** Rejections in a row. */
  refusals: number;
  evaluations: number;
}

/** Numbers between the rows of the history: three lines of a cache. */
const skew = 24;

/** Work arrays for a problem, before the first evaluation. */
export function initialState(
  problem: SemilinearProblem,
  kernels: Kernels,
  options: Required<Omit<EtdAdamsOptions, "conserve">> & EtdAdamsOptions,
): EtdAdamsState {
  requireSemilinear(problem, "etd-adams");
  if (!problem.linear.re.every((value) => value === 0)) {
    throw invalid({ what: "etd-adams needs imaginary eigenvalues of the linear part", attempt: "dop853 or etdrk4" });
  }
  const { maxOrder, deadBand, conserve } = options;
  const kept = wanted(problem.invariants ?? [], conserve);
  const size = problem.y0.length;
  const vector = () => kernels.allocate(size);
  const rows = maxOrder + 1;
  const stride = size + skew;
  const vectors = kernels.allocate(rows * stride);
  return {
    kernels,
    maker: coefficientMaker(problem.linear.im, maxOrder, kernels),
    maxOrder,
    deadBand,
    history: { vectors, rows, stride, first: 0 },
    slots: Array.from({ length: rows }, (_, j) => vectors.subarray(j * stride, j * stride + size)),
    steps: new Float64Array(maxOrder),
    known: 0,
    nodes: new Float64Array(maxOrder),
    denseNodes: new Float64Array(maxOrder),
    set: undefined,
    setStep: Number.NaN,
    setSteps: new Float64Array(maxOrder),
    setOrder: 0,
    extrapolated: vector(),
    error: vector(),
    dense: vector(),
    conserved: kept.map(({ name }) => name),
    projection: kept.length === 0 ? null : projection(kept, kernels),
    targets: new Float64Array(2),
    targetsKnown: false,
    budget: 0,
    order: 1,
    starting: true,
    afterRefusal: false,
    refusals: 0,
    evaluations: 0,
  };
}

function wanted(offered: readonly Invariant[], conserve: readonly string[] | undefined): Invariant[] {
  const names = offered.map(({ name }) => name);
  const kept = (conserve ?? names).map((name) => {
    const found = offered.find((invariant) => invariant.name === name);
    if (found !== undefined) return found;
    throw invalid({
      what: `conserve must name invariants of the problem (${names.join(", ")})`,
      got: name,
      path: "conserve",
    });
  });
  if (kept.length > 2)
    throw invalid({ what: "conserve takes at most two invariants", got: kept.length, path: "conserve" });
  return kept;
}

/** N_j, or with j = −1 the slope of the step being made: first at its predictor, after `complete` at the corrected state. */
export function slope({ slots, history: { first, rows } }: EtdAdamsState, j: number): Float64Array {
  return slots[(first + j + rows) % rows] as Float64Array;
}

/** Evaluates N at the first state, and the invariants that are to be kept. */
export function begin(problem: SemilinearProblem, state: EtdAdamsState, t: number, y: Float64Array): void {
  if (state.known > 0) return;
  const first = slope(state, 0);
  problem.nonlinear(t, y, first);
  state.evaluations += 1;
  state.known = 1;
  if (!state.targetsKnown) state.projection?.values(y, first, state.targets);
  state.targetsKnown = true;
}

/** Before the name of an invariant in the numbers of a memory, which hold its place among the targets. */
const conserves = "conserve ";

/** What the method remembers between steps; the tables follow from it and are not kept. */
export function save(state: EtdAdamsState): StepperMemory {
  const { known, order, starting, afterRefusal, refusals, budget, steps, targets, targetsKnown } = state;
  const { maxOrder, deadBand, conserved } = state;
  const numbers = {
    maxOrder,
    deadBand,
    ...Object.fromEntries(conserved.map((name, place) => [conserves + name, place])),
    known,
    order,
    starting: Number(starting),
    afterRefusal: Number(afterRefusal),
    refusals,
    budget,
    targetsKnown: Number(targetsKnown),
  };
  return {
    numbers,
    vectors: [steps.slice(), targets.slice(), ...Array.from({ length: known }, (_, j) => slope(state, j).slice())],
  };
}

/** Puts back what `save` kept; throws where that belongs to another method or to other options. */
export function restore(state: EtdAdamsState, { numbers, vectors }: StepperMemory): void {
  const number = (name: string) => numbers[name] ?? 0;
  const [steps, targets, ...slopes] = vectors;
  if (steps === undefined || targets === undefined || slopes.length !== number("known")) {
    throw invalid({ what: "a continuation of etd-adams is needed", got: "another method's", path: "resume" });
  }
  const names = Object.keys(numbers).filter((name) => name.startsWith(conserves));
  const conserved = names.sort((a, b) => number(a) - number(b)).map((name) => name.slice(conserves.length));
  const before = told({ maxOrder: number("maxOrder"), deadBand: number("deadBand"), conserved });
  if (before !== told(state)) {
    const what = "a continuation of etd-adams needs the options of its beginning";
    throw invalid({ what, got: told(state), path: "resume", attempt: before });
  }
  Object.assign(state, {
    known: number("known"),
    order: number("order"),
    starting: number("starting") === 1,
    afterRefusal: number("afterRefusal") === 1,
    refusals: number("refusals"),
    budget: number("budget"),
    targetsKnown: number("targetsKnown") === 1,
  });
  state.steps.set(steps);
  state.targets.set(targets);
  slopes.forEach((values, j) => slope(state, j).set(values));
}

/** The options that a continuation must share. */
function told({ maxOrder, deadBand, conserved }: Pick<EtdAdamsState, "maxOrder" | "deadBand" | "conserved">): string {
  return `maxOrder ${maxOrder}, deadBand ${deadBand}, conserve [${conserved.join(", ")}]`;
}
