import { type GaussianLayer, geometryLength } from "./gaussian-layer.ts";
import type { Plan, TermPlan } from "./plan.ts";
import type { ResidualProgram } from "./program.ts";

/** How many Gaussians of a layer have all of their geometry among its first parameters. */
export function movingGaussians(layer: GaussianLayer, leading: number): number {
  const all = layer.count * layer.outputs;
  return Math.max(0, Math.min(all, Math.ceil((leading - all) / geometryLength(layer))));
}

/** A thread's share of every term: contiguous blocks, so that the order of all sums is the same in every run. */
export function overBlocks(
  { terms, threads, scratch }: Plan,
  thread: number,
  visit: (term: TermPlan, block: number, scratch: number) => number,
): number {
  let total = 0;
  for (const term of terms) {
    const end = Math.floor((term.blocks * (thread + 1)) / threads);
    for (let at = Math.floor((term.blocks * thread) / threads); at < end; at++) {
      total += visit(term, at, scratch[thread] as number);
    }
  }
  return total;
}

export const scaleAt = ({ scales, components, width }: TermPlan, block: number, component: number): number =>
  scales + (block * components + component) * width;

export const rowAt = ({ start, components, width }: TermPlan, block: number, p: number, component: number): number =>
  start + (block * width + p) * components + component;

/** How many points of a block are there: the last block is filled up. */
export const pointsOf = ({ count, width }: TermPlan, block: number): number => Math.min(width, count - block * width);

export function sumRow(m: Float64Array, row: number, width: number): number {
  let total = 0;
  for (let p = 0; p < width; p++) total += m[row + p] as number;
  return total;
}

/** The ranges of parameters that the residual of a term does not get from a network, or not from every call. */
export function untouched(program: ResidualProgram, plan: Plan, term: TermPlan): { from: number; to: number }[] {
  const used = new Set(term.evaluations.map(({ network }) => network));
  const networks = program.networks.flatMap(({ parameters }, n) => {
    const from = plan.networkStarts[n] as number;
    return used.has(n) ? [] : [{ from, to: from + parameters }];
  });
  const scalars = program.scalars ?? 0;
  return [...networks, { from: plan.parameters - scalars, to: plan.parameters }];
}
