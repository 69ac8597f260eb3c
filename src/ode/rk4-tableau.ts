import type { ExplicitTableau } from "./explicit-tableau.ts";

/** The classical method of order 4: W. Kutta, Z. Math. Phys. 46 (1901) 435. It has no error estimate. */
export const rk4Tableau: ExplicitTableau = {
  name: "rk4",
  order: 4,
  estimateOrder: null,
  nodes: [0, 0.5, 0.5, 1],
  stages: [[], [[0, 0.5]], [[1, 0.5]], [[2, 1]]],
  weights: [
    [0, 1 / 6],
    [1, 1 / 3],
    [2, 1 / 3],
    [3, 1 / 6],
  ],
  estimates: [],
  dense: { nodes: [], stages: [], interpolant: [] },
};
