import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sech, temporary } from "./sech.ts";

const set = (...assignments: string[]) => assignments.flatMap((assignment) => ["--set", assignment]);

describe("diagnostics of a run", () => {
  test("tell its solitons, their drift, portrait and probe", async () => {
    const asked = set("diagnostics.solitons=true", "diagnostics.phaseSpace=true", "diagnostics.probe.position=0");
    const run = set("time.end=1", "time.snapshots=41", "output.picture=false", "tolerance.relative=1e-10");
    const { code, stdout } = await sech(["nlse", "two-soliton", ...asked, ...run, "--json", "--quiet"]);
    expect(code).toBe(0);
    const { solitons, phaseSpace, probe, measures } = JSON.parse(stdout).diagnostics;
    expect(solitons.start).toHaveLength(2);
    expect(solitons.start[0].amplitude).toBeCloseTo(2, 8);
    expect(solitons.end[0].position).toBeCloseTo(-8, 6);
    expect(solitons.eigenvalueDrift).toBeLessThan(1e-7);
    expect(phaseSpace.eccentricity).toBeGreaterThan(0);
    expect(probe.H).toBeGreaterThanOrEqual(0);
    expect(measures.spatial.shannon).toBeCloseTo(3.746, 2);
  });

  test("draw a work–precision diagram with other packages' methods", async () => {
    const directory = temporary();
    const { code, stdout } = await sech(["nlse", "akhmediev", "--work-precision", "--json", "--quiet"], directory);
    expect(code).toBe(0);
    const { methods, peers, files } = JSON.parse(stdout);
    expect(Object.keys(methods)).toContain("etd-adams");
    expect(Object.keys(peers)).toContain("scipy DOP853");
    expect(files).toEqual([join("output", "akhmediev-work-precision.png")]);
    const least = (points: { ffts: number; error: number }[]) =>
      Math.min(...points.filter(({ error }) => error < 1e-8).map(({ ffts }) => ffts));
    expect(least(methods["etd-adams"])).toBeLessThan(least(peers["IP, scipy DOP853"]));
  });
});
