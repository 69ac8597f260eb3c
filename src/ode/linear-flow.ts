import { applyFactor, halves, type Kernels, type ModeFactor } from "../core/index.ts";
import type { SemilinearProblem } from "./problem.ts";

/** exp(s L) for a diagonal L, as a table of complex factors. */
interface Table {
  readonly factor: ModeFactor;
  readonly conjugate: ModeFactor;
  /** Views of the factors that are computed, where the others are their mirror images. */
  readonly computedRe: Float64Array;
  readonly computedIm: Float64Array;
}

/** Tables of exp(s L) for the few durations s of a step, rebuilt in place when the step size changes. */
export interface LinearFlow {
  /** exp(s L), or undefined for s = 0; it holds until `reset`. */
  factor(s: number): ModeFactor | undefined;
  /** out = exp(s L) u on a state [re | im]; without `out` in place. */
  apply(s: number, u: Float64Array, out?: Float64Array): void;
  /** The same without keeping the table, for a duration that will not come again. */
  applyOnce(s: number, u: Float64Array): void;
  /** Forgets all tables, keeping their memory; call it when the step size changes. */
  reset(): void;
}

/** The flow of u′ = L u. */
export function linearFlow({ linear }: SemilinearProblem, kernels: Kernels): LinearFlow {
  const modes = linear.re.length;
  // L is mostly even in the wave number, L_j = L_{n−j}, and then so is its exponential.
  const even = isEven(linear.re) && isEven(linear.im);
  const computed = even ? Math.floor(modes / 2) + 1 : modes;
  const make = (): Table => {
    const table = kernels.allocate(2 * modes);
    const { re, im } = halves(table);
    return {
      factor: { table, conjugate: false },
      conjugate: { table, conjugate: true },
      computedRe: re.subarray(0, computed),
      computedIm: im.subarray(0, computed),
    };
  };
  const rates = kernels.allocate(2 * modes);
  rates.set(linear.re);
  rates.set(linear.im, modes);
  const tables: Table[] = [];
  const durations: number[] = [];
  const once = make();
  // Where L is imaginary, exp(−s L) is the conjugate of exp(s L), and one table serves both directions.
  const unitary = linear.re.every((value) => value === 0);
  const rateRe = rates.subarray(0, computed);
  const rateIm = rates.subarray(modes, modes + computed);
  const fill = (s: number, { factor, computedRe, computedIm }: Table) => {
    kernels.exponential(rateRe, rateIm, s, computedRe, computedIm);
    if (computed < modes) kernels.mirror(factor.table, computed);
  };
  const factor = (s: number): ModeFactor | undefined => {
    if (s === 0) return undefined;
    const duration = unitary ? Math.abs(s) : s;
    let index = durations.indexOf(duration);
    if (index < 0) {
      index = durations.length;
      const table = tables[index] ?? make();
      tables[index] = table;
      fill(duration, table);
      durations.push(duration);
    }
    const { factor: straight, conjugate } = tables[index] as Table;
    return duration === s ? straight : conjugate;
  };
  return {
    factor,
    apply(s, u, out = u) {
      const found = factor(s);
      if (found !== undefined) applyFactor(kernels, found, u, out);
      else if (out !== u) out.set(u);
    },
    applyOnce(s, u) {
      if (s === 0) return;
      fill(s, once);
      applyFactor(kernels, once.factor, u, u);
    },
    reset() {
      durations.length = 0;
    },
  };
}

/** Whether a_j = a_{n−j} for all j ≥ 1. */
function isEven(a: Float64Array): boolean {
  for (let j = 1; 2 * j < a.length; j++) if (a[j] !== a[a.length - j]) return false;
  return true;
}
