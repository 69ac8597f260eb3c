import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Dataset, dataset, tensor } from "../../src/core/index.ts";

/** A new folder that is removed after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "sech-io-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const points = 8;

/** Row `n` of the sample wave: a travelling phase under a fixed envelope. */
export function waveRow(n: number): { t: number; psi_re: Float64Array; psi_im: Float64Array; drift: number } {
  const t = 0.1 * n;
  const envelope = Float64Array.from({ length: points }, (_, j) => 1 / Math.cosh(j - points / 2));
  return {
    t,
    psi_re: envelope.map((a, j) => a * Math.cos(j + t)),
    psi_im: envelope.map((a, j) => a * Math.sin(j + t)),
    drift: n === 0 ? 0 : 1e-16 * n,
  };
}

/** A wave of `rows` snapshots on eight points, with every kind of name, unit and attribute. */
export function wave(rows: number): Dataset {
  const all = Array.from({ length: rows }, (_, n) => waveRow(n));
  const flat = (key: "psi_re" | "psi_im") =>
    tensor([rows, points], Float64Array.from(all.flatMap((row) => [...row[key]])));
  const column = (key: "t" | "drift") =>
    tensor(
      [rows],
      Float64Array.from(all, (row) => row[key]),
    );
  const x = tensor(
    [points],
    Float64Array.from({ length: points }, (_, j) => j - points / 2),
  );
  return dataset(
    { x: points, t: rows, mode: 3 },
    {
      x: { dimensions: ["x"], data: x, units: "1", longName: "position" },
      t: { dimensions: ["t"], data: column("t"), units: "1", longName: "time" },
      psi_re: {
        dimensions: ["t", "x"],
        data: flat("psi_re"),
        units: "1",
        longName: "Re ψ",
        attributes: { symbol: "ψ = a sech(…) eⁱᵏˣ", amplitude: 0.5, note: "ascii" },
      },
      psi_im: { dimensions: ["t", "x"], data: flat("psi_im"), units: "1", longName: "Im ψ" },
      drift: { dimensions: ["t"], data: column("drift"), units: "1", longName: "|ΔM|/M₀" },
      mass: { dimensions: [], data: tensor([], Float64Array.of(2)), units: "µm·|ψ|²", longName: "∫|ψ|² dx" },
      weight: { dimensions: ["mode"], data: tensor([3], Float64Array.of(1, Number.NaN, -0)), units: "", longName: "" },
    },
    { title: "|ψ|² of a wave", equation: "iψ_t + ½ψ_xx + |ψ|²ψ = 0", seed: 42, tolerance: 1e-9, empty: "" },
  );
}
