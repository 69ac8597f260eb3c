import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { analyse } from "../../src/cli/lagrangian/analysis.ts";
import { analysisPictures } from "../../src/cli/lagrangian/analysis-pictures.ts";
import { analysisSummary, distances } from "../../src/cli/lagrangian/analysis-report.ts";
import { lagrangianSettings } from "../../src/cli/lagrangian/settings.ts";
import { lagrangian } from "../../src/index.ts"; // registers the WASM kernels

const out = mkdtempSync(join(tmpdir(), "sech-analysis-"));
afterAll(() => rmSync(out, { recursive: true }));

const small = ["speed=20", "model.width=6", "model.depth=2", "points.interior=96", "budget.steps=12"];

describe("the analysis of losses over the speed", () => {
  test("finds that the Eulerian loss sharpens with the speed and the Lagrangian one does not", async () => {
    const report = await analyse(await lagrangianSettings({ target: "convection", set: small, out, seed: 1 }));
    expect(report.speeds).toEqual([0, 4, 12, 20]);
    const byMode = Object.fromEntries(report.modes.map((one) => [one.mode, one]));
    // At the start u is nearly a known function, so the Eulerian residual's square grows as c² for large c.
    expect(byMode["pinn"]?.growth.start).toBeGreaterThan(10);
    expect(byMode["unshifted"]?.growth.start).toBeGreaterThan(2);
    for (const mode of ["lpinn", "moving"]) {
      expect(byMode[mode]?.growth).toEqual({ start: 1, solution: 1, upTo: 20 });
    }
    for (const { start, solution } of report.modes) {
      for (const { sharpness, bound } of [...start, ...solution]) {
        expect(sharpness).toBeGreaterThan(0);
        expect(bound).toBeLessThan(1e-3 * sharpness);
      }
      for (const { productError } of start) expect(productError).toBeLessThan(1e-3);
    }
    const widths = report.width.filter(({ speed }) => speed === 20);
    expect(widths.map(({ eulerian }) => eulerian[1])).toEqual([2, expect.any(Number)]);
    expect(widths[1]?.eulerian[1]).toBeGreaterThan(40);
    for (const { state, path } of widths) expect([state[1], path[1]]).toEqual([1, 2]);
    expect(report.files.length).toBe(8);
    for (const file of report.files) expect(existsSync(file)).toBe(true);
    expect(analysisSummary(report).join("\n")).toMatch(/lpinn/);
  });

  test("leaves gaps and says so where a network could not be fitted to the solution", async () => {
    const row = (speed: number, miss: number | null) => ({
      speed,
      sharpness: 10,
      bound: 0,
      loss: 1,
      productError: 0,
      miss,
    });
    const frames = lagrangian.frameWidths({ solution: Math.sin, path: (xi) => xi, end: 1, points: 8, instants: 4 });
    const density = { values: Float64Array.of(1, 10), weights: Float64Array.of(0.9, 0.1) };
    const mode = "pinn" as const;
    const drawn = await analysisPictures({
      speeds: [0, 20],
      modes: [
        {
          mode,
          parameters: 3,
          start: [row(0, null), row(20, null)],
          solution: [row(0, 1e-3), row(20, 0.7)],
          growth: { start: 1, solution: 1, upTo: 0 },
        },
      ],
      shapes: [
        {
          mode,
          slices: [distances.line, distances.line].map((line) => line.map((d) => 1 + d * d)),
          plane: new Float64Array(distances.plane.length ** 2).fill(1),
          density,
        },
      ],
      widths: [{ initial: "sin x", speed: 20, frames }],
    });
    expect(drawn["plane-pinn"]?.svg).toContain("Loss around a fit that misses the solution by 0.70, pinn, c = 20");
    expect(drawn["spectrum"]?.svg).toContain("pinn, not fitted");
    expect(drawn["slices"]?.svg).toContain("pinn, c = 20, not fitted");
    expect(drawn["slices"]?.svg).not.toContain("pinn, c = 0, not fitted");
  });

  test("is for convection alone, at a positive speed", async () => {
    const burgers = await lagrangianSettings({ target: "burgers", out });
    await expect(analyse(burgers)).rejects.toThrow(/speeds of convection/);
    const still = await lagrangianSettings({ target: "convection", set: ["speed=0"], out });
    await expect(analyse(still)).rejects.toThrow(/positive/);
  });
});
