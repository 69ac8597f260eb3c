import { expect, test } from "vitest";
import { placementPicture } from "../../src/cli/pinn/placement-picture.ts";
import { pinn, problems, training } from "../../src/index.ts";
import type { PdeProblem } from "../../src/problems/index.ts";
import type { PlacedFunctions } from "../../src/training/index.ts";

/** The picture of a placement that no solve has made. */
async function drawn(problem: PdeProblem, placement: readonly PlacedFunctions[]): Promise<string | null> {
  const fit = await training.train(problems.poisson(), pinn.gaussians(), { seed: 1, budget: { steps: 1 } });
  return (await placementPicture({ ...fit, problem, placement }))?.svg ?? null;
}

const line = (count: number, width: number) => ({
  centres: Float64Array.from({ length: count }, (_, i) => -1.5 + (3 * i) / (count - 1)),
  widths: new Float64Array(count).fill(width),
});
const count = (svg: string | null, mark: string) => (svg ?? "").split(mark).length - 1;

test("in the plane every centre is a dot, and as many ellipses are drawn as the title says", async () => {
  const problem = problems.helmholtz();
  const svg = await drawn(problem, [{ box: problem.domain, along: [line(20, 0.1), line(10, 0.2)] }]);
  expect(count(svg, "<circle")).toBe(200);
  expect(svg).toContain("20 × 10 centres, ellipses of one width for 1 in 9<");
  expect(count(svg, 'Z" fill')).toBe(7 * 4);
});

test("ellipses that would overlap are left out", async () => {
  const problem = problems.helmholtz();
  // Spacings of 0.5 and diameters of 2: one in four along either coordinate.
  const svg = await drawn(problem, [{ box: problem.domain, along: [line(7, 1), line(7, 1)] }]);
  expect(count(svg, "<circle")).toBe(49);
  expect(svg).toContain("ellipses of one width for 1 in 16<");
  expect(count(svg, 'Z" fill')).toBe(2 * 2);
});

test("beside time every centre is a line as long as its slab, between dashed edges", async () => {
  const problem = problems.burgers();
  const slab = (from: number, to: number, centres: number) => ({
    box: [
      [-1, 1],
      [from, to],
    ] as const,
    along: [line(centres, 0.1), line(4, Number.POSITIVE_INFINITY)],
  });
  const svg = await drawn(problem, [slab(0, 0.25, 12), slab(0.25, 1, 30)]);
  expect(svg).toContain("lines for all centres over 2 slabs of time");
  const lengths = [...svg!.matchAll(/<line x1="([^"]*)" y1="[^"]*" x2="([^"]*)" y2="[^"]*" stroke="#2166ac"/g)].map(
    ([, from, to]) => Number(to) - Number(from),
  );
  expect(lengths).toHaveLength(42);
  expect(lengths[41]! / lengths[0]!).toBeCloseTo(3, 2);
  // One edge between the slabs, and the two ends of x.
  expect(count(svg, "stroke-dasharray")).toBe(3);
  const many = await drawn(problem, [slab(0, 1, 300)]);
  expect(many).toContain("lines for 1 in 3 centres");
  expect(count(many, 'stroke="#2166ac"')).toBe(100);
});

test("polynomials and three coordinates in space have no picture", async () => {
  const plane = problems.kleinGordon();
  const flat = line(5, Number.POSITIVE_INFINITY);
  expect(await drawn(plane, [{ box: plane.domain, along: [flat, flat, flat] }])).toBeNull();
  const at = await drawn(plane, [{ box: plane.domain, along: [line(5, 0.1), line(5, 0.1), flat] }]);
  expect(at).toContain("klein-gordon at t = 10: 5 × 5 centres, ellipses of one width for all");
  const space = problems.spaceHelmholtz();
  const three = [line(5, 1), line(5, 1), line(5, 1)];
  expect(await drawn(space, [{ box: space.domain, along: three }])).toBeNull();
});
