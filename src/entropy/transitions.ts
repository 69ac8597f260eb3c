import { sum } from "../core/index.ts";
import { requireSeries } from "./probabilities.ts";
import type { OrdinalSpace } from "./space.ts";
import { patternSequence, skipped } from "./windows.ts";

/** One link of a transition network. */
export interface Transition {
  readonly from: number;
  readonly to: number;
  /** Share of all transitions. */
  readonly probability: number;
}

/** Which pattern follows which. */
export interface TransitionNetwork {
  readonly links: readonly Transition[];
  /** Entropy of what follows each pattern, −Σ q ln q over its links in nats, shape [order!]; zero where it is last. */
  readonly nodeEntropy: Float64Array;
  /** Σ p_i nodeEntropy_i in nats, p_i being the share of the transitions that lead to pattern i: the global node entropy. */
  readonly entropy: number;
}

/**
 * The network of the patterns of successive windows, one sample apart; a pattern may follow itself.
 *
 * Source: C. W. Kulp, J. M. Chobot, H. R. Freitas and G. D. Sprechini, Chaos 26 (2016) 073114; node entropies as in
 * A. A. B. Pessa and H. V. Ribeiro, Physical Review E 100 (2019) 042304.
 */
export function transitionNetwork(space: OrdinalSpace, series: Float64Array): TransitionNetwork {
  requireSeries(series);
  const sequence = patternSequence(space, series);
  const counts = new Map<number, number>();
  const leaving = new Float64Array(space.size);
  const arriving = new Float64Array(space.size);
  let total = 0;
  for (let i = 1; i < sequence.length; i++) {
    const from = sequence[i - 1] as number;
    const to = sequence[i] as number;
    if (from === skipped || to === skipped) continue;
    const key = from * space.size + to;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    leaving[from] = (leaving[from] as number) + 1;
    arriving[to] = (arriving[to] as number) + 1;
    total++;
  }
  const nodeEntropy = new Float64Array(space.size);
  const links: Transition[] = [];
  for (const [key, count] of [...counts].sort(([a], [b]) => a - b)) {
    const from = Math.floor(key / space.size);
    const share = count / (leaving[from] as number);
    nodeEntropy[from] = (nodeEntropy[from] as number) - share * Math.log(share);
    links.push({ from, to: key % space.size, probability: count / total });
  }
  const entropy = total === 0 ? 0 : sum(nodeEntropy.map((value, node) => (value * (arriving[node] as number)) / total));
  return { links, nodeEntropy: nodeEntropy.map((value) => Math.max(0, value)), entropy: Math.max(0, entropy) };
}
