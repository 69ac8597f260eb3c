/** Paths and states along them at labels: X(ξ, t) and U(ξ, t) at one time, shape [labels] each. */
export interface Sheet {
  readonly path: Float64Array;
  readonly state: Float64Array;
}

/** What least action needs to know besides the sheet. */
export interface ActionRule {
  readonly start: number;
  readonly length: number;
  readonly time: number;
  /** How many labels are looked at for places where the sheet passes over a point. */
  readonly labels: number;
  /** ∫ u₀ up to a label, on the whole line. */
  readonly potential: (label: number) => number;
  /** u a(u) − f(u): what the action gains in a unit of time along a characteristic. */
  readonly gain: (u: number) => number;
  /** The u whose speed is given: states inside a fan. */
  readonly stateOfSpeed: (speed: number) => number;
  /** 1 where the least action holds (convex flux), −1 where the greatest does (concave). */
  readonly orientation: 1 | -1;
}

/** The sheet that holds at each point: its state and its label, both of shape [points]. */
export interface Chosen {
  readonly state: Float64Array;
  /** On the whole line, so that x − label is how far the state has come. */
  readonly label: Float64Array;
}

/** A place between two labels where the sheet passes over a point. */
interface Crossing {
  readonly point: number;
  readonly target: number;
  readonly turns: number;
  from: number;
  to: number;
  missFrom: number;
  missTo: number;
  label: number;
  state: number;
  /** Whether X grows with the label here. */
  readonly rising: boolean;
  /** Which end moved last: −1 the lower, 1 the upper. */
  side: -1 | 0 | 1;
  done: boolean;
}

/**
 * The state at points of a ring over which a sheet X(ξ, t), U(ξ, t) passes more than once: of all labels with X(ξ, t) = x the
 * one of least action ∫ u₀ dξ + ∫ (u a − f) dt, which is the entropy solution for convex fluxes; where u₀ jumps to faster
 * states, the fan between them.
 *
 * P. D. Lax, Comm. Pure Appl. Math. 10 (1957) 537; E. Hopf, Comm. Pure Appl. Math. 3 (1950) 201.
 *
 * @param sheet X(ξ + L) = X(ξ) + L and U(ξ + L) = U(ξ).
 * @returns A function of points, shape [points]. The labels are exact to rounding of X, the states to that times |u₀′| / J.
 */
export function leastAction(sheet: (labels: Float64Array) => Sheet, rule: ActionRule): (x: Float64Array) => Chosen {
  const { start, length, labels } = rule;
  const grid = Float64Array.from({ length: labels + 1 }, (_, i) => start + (i * length) / labels);
  const { path } = sheet(grid);
  path[labels] = (path[0] as number) + length;
  return (x) => {
    const crossings = allCrossings(x, grid, path, rule);
    refine(crossings, sheet, length);
    settleJumps(crossings, sheet, rule);
    return choose(x, crossings, rule);
  };
}

function allCrossings(x: Float64Array, grid: Float64Array, path: Float64Array, rule: ActionRule): Crossing[] {
  const { start, length } = rule;
  // Rounding may bring a place just below the ring's start, where no turn would look for it.
  const reduced = Float64Array.from(x, (place) =>
    Math.max(start, place - length * Math.floor((place - start) / length)),
  );
  const order = Array.from(x.keys()).sort((i, j) => (reduced[i] as number) - (reduced[j] as number));
  const sorted = Float64Array.from(order, (i) => reduced[i] as number);
  const found: Crossing[] = [];
  for (let i = 0; i + 1 < grid.length; i++) {
    const [p, q] = [path[i] as number, path[i + 1] as number];
    const [low, high] = p < q ? [p, q] : [q, p];
    for (let turns = Math.floor((low - start) / length) - 1; start + turns * length < high; turns++) {
      const shift = turns * length;
      for (let j = firstAtLeast(sorted, low - shift); j < sorted.length; j++) {
        const target = (sorted[j] as number) + shift;
        if (target >= high) break;
        const [from, to] = [grid[i] as number, grid[i + 1] as number];
        found.push({
          point: order[j] as number,
          target,
          turns: turns - Math.floor(((x[order[j] as number] as number) - start) / length),
          from,
          to,
          missFrom: p - target,
          missTo: q - target,
          label: from,
          state: Number.NaN,
          rising: p < q,
          side: 0,
          done: false,
        });
      }
    }
  }
  return found;
}

/** The first index whose value is not below the limit. */
function firstAtLeast(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Roots of X(ξ) = target in all brackets at once: regula falsi of Illinois, every fourth round a bisection. */
function refine(crossings: readonly Crossing[], sheet: (labels: Float64Array) => Sheet, length: number): void {
  const tiny = 2 * Number.EPSILON;
  for (let round = 0; round < 120; round++) {
    const active = crossings.filter(({ done }) => !done);
    if (active.length === 0) return;
    const trial = Float64Array.from(active, ({ from, to, missFrom, missTo }) => {
      const secant = from - (missFrom * (to - from)) / (missTo - missFrom);
      return round % 4 === 3 || !(secant > from && secant < to) ? (from + to) / 2 : secant;
    });
    const { path, state } = sheet(trial);
    active.forEach((one, i) => {
      const [label, miss] = [trial[i] as number, (path[i] as number) - one.target];
      one.label = label;
      one.state = state[i] as number;
      if (one.rising ? miss <= 0 : miss >= 0) {
        one.from = label;
        one.missFrom = miss;
        if (one.side === -1) one.missTo /= 2;
        one.side = -1;
      } else {
        one.to = label;
        one.missTo = miss;
        if (one.side === 1) one.missFrom /= 2;
        one.side = 1;
      }
      const scale = length + Math.abs(label);
      one.done = Math.abs(miss) <= tiny * (scale + Math.abs(one.target)) || one.to - one.from <= tiny * scale;
    });
  }
}

/** Marks brackets that closed on a jump of X, and gives those the state of the fan; a jump to slower states has none. */
function settleJumps(crossings: Crossing[], sheet: (labels: Float64Array) => Sheet, rule: ActionRule): void {
  const closed = crossings.filter(({ from, to }) => to - from <= 1e-12 * (rule.length + Math.abs(to)));
  if (closed.length === 0 || rule.time === 0) return;
  const before = sheet(Float64Array.from(closed, ({ from }) => from)).path;
  const after = sheet(Float64Array.from(closed, ({ to }) => to)).path;
  closed.forEach((one, i) => {
    const gap = (after[i] as number) - (before[i] as number);
    if (Math.abs(gap) <= 1e-7 * rule.length) return;
    one.state = gap > 0 ? rule.stateOfSpeed((one.target - one.label) / rule.time) : Number.NaN;
  });
}

function choose(x: Float64Array, crossings: readonly Crossing[], rule: ActionRule): Chosen {
  const { length, time, potential, gain, orientation } = rule;
  const state = new Float64Array(x.length).fill(Number.NaN);
  const label = new Float64Array(x.length).fill(Number.NaN);
  const best = new Float64Array(x.length).fill(Number.POSITIVE_INFINITY);
  for (const one of crossings) {
    if (Number.isNaN(one.state)) continue;
    const origin = one.label - one.turns * length;
    const action = orientation * (potential(origin) + time * gain(one.state));
    if (action >= (best[one.point] as number)) continue;
    best[one.point] = action;
    state[one.point] = one.state;
    label[one.point] = origin;
  }
  return { state, label };
}
