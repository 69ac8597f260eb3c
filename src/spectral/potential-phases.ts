import { type ComplexState, halves, type Kernels } from "../core/index.ts";

/** Tables kept at a time: a splitting of 14 stages with its two half steps has fewer different substeps. */
const mostTables = 32;

/** e^{−iV dt} of a potential that stands still, for any dt; those of the last substeps are kept. */
export function potentialPhases(kernels: Kernels, V: Float64Array): (dt: number) => ComplexState {
  const n = V.length;
  const states = new Map<number, Float64Array>();
  const zero = kernels.allocate(n);
  const potential = kernels.allocate(n);
  potential.set(V);
  return (dt) => {
    const known = states.get(dt);
    if (known !== undefined) return halves(known);
    const [oldest] = states.keys();
    const full = states.size >= mostTables && oldest !== undefined;
    const state = (full ? states.get(oldest) : undefined) ?? kernels.allocate(2 * n);
    if (full) states.delete(oldest);
    const { re, im } = halves(state);
    kernels.exponential(zero, potential, -dt, re, im);
    states.set(dt, state);
    return halves(state);
  };
}
