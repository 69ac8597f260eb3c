import { periodicGrid, problems, spectral } from "sech";

// Two vector solitons of Manakov's equation collide, and come out with other polarizations.
const grid = periodicGrid({ points: 768, length: 70 });
const system = spectral.discretiseCoupled(problems.vectorSolitons(), grid);
const { end, status } = spectral.integrateCoupled(system, [0, 14], { rtol: 1e-9 });
const share = (fields: problems.FieldPair, sign: 1 | -1) => {
  const [first, second] = fields.map(({ re, im }) =>
    grid.x.reduce((sum, x, j) => sum + (sign * x > 0 ? (re[j] ?? 0) ** 2 + (im[j] ?? 0) ** 2 : 0), 0),
  ) as [number, number];
  return first / (first + second);
};
console.log(status, "relative L2 error", spectral.coupledError(system, end, 14));
console.log("share of the first component in the faster soliton", share(system.initial, -1), "then", share(end, 1));
