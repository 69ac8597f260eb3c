/** A step length with the value of the function there and its derivative along the direction. */
export interface Trial {
  readonly alpha: number;
  readonly value: number;
  readonly slope: number;
}

/** Options of `searchLine`. */
export interface LineSearchOptions {
  /** Share of the decrease predicted by the slope that is enough. */
  readonly decrease: number;
  /** Share of the slope's modulus that may remain. */
  readonly curvature: number;
  readonly mostTrials: number;
}

/** How a search ended: with the strong Wolfe conditions, with a decrease alone, or with neither. */
export interface LineSearchResult {
  readonly status: "wolfe" | "decrease" | "failed";
  readonly trial: Trial;
  readonly trials: number;
}

/** The ends of the interval that is searched: `low` has the least value so far. */
interface Bracket {
  low: Trial;
  high: Trial;
  closed: boolean;
}

/**
 * A step that satisfies the strong Wolfe conditions φ(α) ≤ φ(0) + c₁ α φ′(0) and |φ′(α)| ≤ c₂ |φ′(0)|. A value that is not
 * finite counts as a wall: the step is halved.
 *
 * Source: J. J. Moré and D. J. Thuente, Line search algorithms with guaranteed sufficient decrease, ACM Transactions on
 * Mathematical Software 20 (1994) 286–307, §§2–4.
 *
 * @param evaluate φ and φ′ at a step.
 * @param start The trial α = 0, with a negative slope.
 * @param first The first step to try.
 */
export function searchLine(
  evaluate: (alpha: number) => Trial,
  start: Trial,
  first: number,
  { decrease, curvature, mostTrials }: LineSearchOptions,
): LineSearchResult {
  const bracket: Bracket = { low: start, high: start, closed: false };
  const lowest = (trials: number): LineSearchResult => {
    const enough = bracket.low.alpha > 0 && bracket.low.value < start.value;
    return { status: enough ? "decrease" : "failed", trial: bracket.low, trials };
  };
  let auxiliary = true; // ψ(α) = φ(α) − φ(0) − c₁ α φ′(0) leads until its minimum is bracketed
  let [width, widthBefore] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let wall = Number.POSITIVE_INFINITY;
  let alpha = first;
  for (let trials = 1; trials <= mostTrials; trials++) {
    const trial = evaluate(alpha);
    if (!Number.isFinite(trial.value) || !Number.isFinite(trial.slope)) {
      wall = alpha;
      alpha = bracket.low.alpha + (alpha - bracket.low.alpha) / 2;
      if (alpha === bracket.low.alpha || alpha === wall) return lowest(trials);
      continue;
    }
    const allowed = start.value + decrease * alpha * start.slope;
    if (trial.value <= allowed && Math.abs(trial.slope) <= -curvature * start.slope)
      return { status: "wolfe", trial, trials };
    if (auxiliary && trial.value <= allowed && trial.slope >= 0) auxiliary = false;
    const tilt = auxiliary && trial.value <= bracket.low.value && trial.value > allowed ? decrease * start.slope : 0;
    let next = chooseStep(bracket, trial, tilt, stepLimits(bracket, alpha));
    if (bracket.closed) {
      const size = Math.abs(bracket.high.alpha - bracket.low.alpha);
      // Twice in a row less than a third is gained: halve.
      if (size >= 0.66 * widthBefore) next = bracket.low.alpha + (bracket.high.alpha - bracket.low.alpha) / 2;
      widthBefore = width;
      width = size;
      if (size <= 1e-14 * Math.max(bracket.low.alpha, bracket.high.alpha)) return lowest(trials);
    }
    if (next >= wall) next = bracket.low.alpha + (wall - bracket.low.alpha) / 2;
    if (next === alpha || next === bracket.low.alpha) return lowest(trials);
    alpha = next;
  }
  return lowest(mostTrials);
}

/** How far the next step may go: within the bracket, or up to five times the last. */
function stepLimits({ low, high, closed }: Bracket, alpha: number): readonly [number, number] {
  if (closed) return [Math.min(low.alpha, high.alpha), Math.max(low.alpha, high.alpha)];
  return [alpha + 1.1 * (alpha - low.alpha), alpha + 4 * (alpha - low.alpha)];
}

/**
 * The next step from cubic and quadratic models through the lowest and the last trial, and the new bracket.
 *
 * @param tilt Slope of the line that is subtracted from all values.
 */
function chooseStep(bracket: Bracket, trial: Trial, tilt: number, [least, most]: readonly [number, number]): number {
  const tilted = ({ alpha, value, slope }: Trial): Trial => ({
    alpha,
    value: value - tilt * alpha,
    slope: slope - tilt,
  });
  const low = tilted(bracket.low);
  const here = tilted(trial);
  const cubic = cubicStep(low, here);
  const secant = here.alpha + (here.slope / (here.slope - low.slope)) * (low.alpha - here.alpha);
  const towards = (a: number, b: number, nearer: boolean) =>
    Math.abs(a - here.alpha) < Math.abs(b - here.alpha) === nearer ? a : b;
  let next: number;
  let closed = true;
  const opposite = here.slope * Math.sign(low.slope) < 0;
  if (here.value > low.value) {
    // Higher: a minimum lies between.
    const gap = here.alpha - low.alpha;
    const quadratic = low.alpha + (low.slope / ((low.value - here.value) / gap + low.slope) / 2) * gap;
    next = Math.abs(cubic - low.alpha) < Math.abs(quadratic - low.alpha) ? cubic : cubic + (quadratic - cubic) / 2;
  } else if (opposite) {
    next = towards(cubic, secant, false);
  } else if (Math.abs(here.slope) < Math.abs(low.slope)) {
    // Lower and flatter: the cubic may have no minimum beyond.
    const beyond = (cubic - here.alpha) * (here.alpha - low.alpha) > 0;
    const bound = here.alpha > low.alpha ? most : least;
    const model = Number.isFinite(cubic) && beyond ? cubic : bound;
    closed = bracket.closed;
    if (bracket.closed) {
      next = towards(model, secant, true);
      const high = bracket.high.alpha;
      const limit = here.alpha + 0.66 * (high - here.alpha);
      next = here.alpha > low.alpha ? Math.min(limit, next) : Math.max(limit, next);
    } else {
      next = Math.min(Math.max(towards(model, secant, false), Math.min(least, most)), Math.max(least, most));
    }
  } else {
    closed = bracket.closed;
    if (bracket.closed) next = cubicStep(tilted(bracket.high), here);
    else next = here.alpha > low.alpha ? most : least;
  }
  if (here.value > low.value) bracket.high = trial;
  else {
    if (opposite) bracket.high = bracket.low;
    bracket.low = trial;
  }
  bracket.closed = bracket.closed || closed;
  return Number.isFinite(next) ? next : (bracket.low.alpha + bracket.high.alpha) / 2;
}

/** The minimum of the cubic through the values and slopes of two trials. */
function cubicStep(a: Trial, b: Trial): number {
  const gap = b.alpha - a.alpha;
  const theta = (3 * (a.value - b.value)) / gap + a.slope + b.slope;
  const scale = Math.max(Math.abs(theta), Math.abs(a.slope), Math.abs(b.slope));
  const root = Math.max(0, (theta / scale) ** 2 - (a.slope / scale) * (b.slope / scale));
  const gamma = Math.sign(gap) * scale * Math.sqrt(root);
  return b.alpha - (gap * (b.slope + gamma - theta)) / (b.slope - a.slope + 2 * gamma);
}
