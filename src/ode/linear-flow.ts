import { halves, type Kernels } from "../core/index.ts";
import type { SemilinearProblem } from "./problem.ts";

/** exp(s L) for a diagonal L, as a table of complex factors. */
interface Table {
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Views of the factors that are computed, where the others are their mirror images. */
  readonly computedRe: Float64Array;
  readonly computedIm: Float64Array;
}

/** Tables of exp(s L) for the few durations s of a step, rebuilt in place when the step size changes. */
export interface LinearFlow {
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
    const factors = { re: kernels.allocate(modes), im: kernels.allocate(modes) };
    const { re, im } = factors;
    return { ...factors, computedRe: re.subarray(0, computed), computedIm: im.subarray(0, computed) };
  };
  const re = kernels.allocate(modes);
  const im = kernels.allocate(modes);
  re.set(linear.re);
  im.set(linear.im);
  const tables: Table[] = [];
  const durations: number[] = [];
  const once = make();
  // Where L is imaginary, exp(−s L) is the conjugate of exp(s L), and one table serves both directions: multiplying the
  // swapped pair (im, re) by a factor multiplies (re, im) by its conjugate.
  const unitary = linear.re.every((value) => value === 0);
  const computedOf = { re: re.subarray(0, computed), im: im.subarray(0, computed) };
  const fill = (s: number, table: Table) => {
    kernels.exponential(computedOf.re, computedOf.im, s, table.computedRe, table.computedIm);
    for (let j = computed; j < modes; j++) {
      table.re[j] = table.re[modes - j] as number;
      table.im[j] = table.im[modes - j] as number;
    }
  };
  const multiply = (table: Table, u: Float64Array, conjugate: boolean, out: Float64Array) => {
    const from = halves(u);
    const to = halves(out);
    if (conjugate) kernels.multiply(table.re, table.im, from.im, from.re, to.im, to.re);
    else kernels.multiply(table.re, table.im, from.re, from.im, to.re, to.im);
  };
  return {
    apply(s, u, out = u) {
      if (s === 0) {
        if (out !== u) out.set(u);
        return;
      }
      const duration = unitary ? Math.abs(s) : s;
      let index = durations.indexOf(duration);
      if (index < 0) {
        index = durations.length;
        const table = tables[index] ?? make();
        tables[index] = table;
        fill(duration, table);
        durations.push(duration);
      }
      multiply(tables[index] as Table, u, duration !== s, out);
    },
    applyOnce(s, u) {
      if (s === 0) return;
      fill(s, once);
      multiply(once, u, false, u);
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
