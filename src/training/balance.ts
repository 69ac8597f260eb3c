import type { ResidualObjective, Rng } from "../core/index.ts";
import type { Balance } from "./options.ts";

/** Vectors of random signs for an estimate of a trace. */
const probes = 4;
/** Part of its old value that a balanced weight keeps. */
const memory = 0.9;

/** The mean squares of each term get weight 1, and nothing else. */
export function unweighted(objective: ResidualObjective): void {
  for (const { name } of objective.terms) objective.setWeights(name, 1);
}

/** Gives an objective weights of its terms, for the mean of their squares, and of single rows. */
export function weigh(objective: ResidualObjective, weights: readonly number[], rows: RowWeights | null): void {
  objective.terms.forEach(({ name, count }, term) => {
    const weight = (weights[term] as number) / count;
    objective.setWeights(name, rows === null ? weight : (rows.rows[term] as Float64Array).map((part) => weight * part));
  });
}

/** New weights of the terms, from the old ones; the objective's own are lost. */
export function balanceTerms(
  objective: ResidualObjective,
  theta: Float64Array,
  { terms: rule = "fixed" }: Balance,
  fixed: readonly number[],
  old: readonly number[],
  random: Rng,
): readonly number[] {
  if (rule === "fixed" || objective.terms.length === 1) return old;
  const sizes = rule === "ntk" ? kernelTraces(objective, theta, random) : gradientNorms(objective, theta);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return old.map((weight, term) => {
    const size = sizes[term] as number;
    const wanted = size > 0 ? ((fixed[term] as number) * total) / size : weight;
    return memory * weight + (1 - memory) * wanted;
  });
}

/** |∇ ½ mean r²| of every term. */
function gradientNorms(objective: ResidualObjective, theta: Float64Array): readonly number[] {
  const gradient = new Float64Array(objective.parameters);
  return objective.terms.map((one) => {
    for (const { name, count } of objective.terms) objective.setWeights(name, name === one.name ? 1 / count : 0);
    objective.valueAndGradient(theta, gradient);
    return Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
  });
}

/** tr(J Jᵀ) / rows of every term, estimated by random signs z from E |Jᵀz|². */
function kernelTraces(objective: ResidualObjective, theta: Float64Array, random: Rng): readonly number[] {
  unweighted(objective);
  const image = new Float64Array(objective.parameters);
  return objective.terms.map(({ start, count, components }) => {
    let trace = 0;
    for (let probe = 0; probe < probes; probe++) {
      const signs = new Float64Array(objective.rows);
      for (let i = 0; i < count * components; i++) signs[start + i] = random.uniform() < 0.5 ? -1 : 1;
      objective.transposeTimes(theta, signs, image);
      trace += image.reduce((sum, value) => sum + value * value, 0) / probes;
    }
    return trace / (count * components);
  });
}

/** Weights of single rows: the parts that attention gave them, which it remembers, and all parts together. */
export interface RowWeights {
  readonly attention: readonly Float64Array[];
  readonly rows: readonly Float64Array[];
}

/** New weights of all rows, by attention and causality; null where neither is asked for. The objective's own are lost. */
export function balanceRows(
  objective: ResidualObjective,
  theta: Float64Array,
  { attention: rule, causal }: Balance,
  coordinates: readonly string[],
  points: readonly Float64Array[],
  old: RowWeights | null,
): RowWeights | null {
  if (rule === undefined && causal === undefined) return null;
  unweighted(objective);
  const residuals = new Float64Array(objective.rows);
  objective.residuals(theta, residuals);
  const both = objective.terms.map(({ start, count, components }, term) => {
    const mine = residuals.subarray(start, start + count * components);
    const before = old?.attention[term] ?? new Float64Array(mine.length).fill(rule === undefined ? 1 : 0.5);
    const attention = rule === undefined ? before : attend(mine, before, rule);
    if (causal === undefined) return { attention, rows: attention };
    const axis = coordinates.indexOf(causal.coordinate ?? "t");
    const place = points[term] as Float64Array;
    const times = Float64Array.from({ length: count }, (_, i) => place[i * coordinates.length + axis] as number);
    const waits = causalWeights(mine, times, components, causal);
    return { attention, rows: attention.map((part, row) => part * (waits[Math.floor(row / components)] as number)) };
  });
  return { attention: both.map(({ attention }) => attention), rows: both.map(({ rows }) => rows) };
}

function attend(
  residuals: Float64Array,
  before: Float64Array,
  { decay = 0.999, rate = 0.01 }: NonNullable<Balance["attention"]>,
): Float64Array {
  const largest = residuals.reduce((most, r) => Math.max(most, Math.abs(r)), 0) || 1;
  return before.map((weight, i) => decay * weight + (rate * Math.abs(residuals[i] as number)) / largest);
}

/** exp(−tolerance Σ of the mean squares of earlier slices) at every point. */
function causalWeights(
  residuals: Float64Array,
  times: Float64Array,
  components: number,
  { tolerance, slices = 16 }: NonNullable<Balance["causal"]>,
): Float64Array {
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const width = (to - from) / slices || 1;
  const sliceOf = (time: number) => Math.min(slices - 1, Math.floor((time - from) / width));
  const sums = new Float64Array(slices);
  const counts = new Float64Array(slices);
  residuals.forEach((r, row) => {
    const slice = sliceOf(times[Math.floor(row / components)] as number);
    sums[slice] = (sums[slice] as number) + r * r;
    counts[slice] = (counts[slice] as number) + 1;
  });
  let earlier = 0;
  const weights = sums.map((sum, slice) => {
    const weight = Math.exp(-tolerance * earlier);
    earlier += sum / Math.max(1, counts[slice] as number);
    return weight;
  });
  return times.map((time) => weights[sliceOf(time)] as number);
}
