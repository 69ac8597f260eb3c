import type { PdeProblem } from "../../problems/index.ts";
import { allenCahn, nonlinearDiffusion } from "../../reference/index.ts";
import type { Evaluable } from "../../training/index.ts";

/** How far a solution is from one that was computed because no exact one is known. */
export interface ReferenceDistance {
  /** |u − reference|₂ / |reference|₂ at the reference's points. */
  readonly relativeL2: number;
  /** How the reference was computed. */
  readonly method: string;
  /** The relative L2 difference of the reference from one of half as many points: an upper estimate of its own error. */
  readonly ownError: number;
}

/** A solution at points of shape [count][coordinates], with its own error. */
interface Reference {
  readonly points: Float64Array;
  readonly values: Float64Array;
  readonly method: string;
  readonly ownError: number;
}

/** The error of a fit against a computed reference, or null where the package has none for the problem. */
export function referenceDistance({ name, parameters }: PdeProblem, fit: Evaluable): ReferenceDistance | null {
  const made = referenceOf(name, parameters);
  if (made === null) return null;
  const { points, values, method, ownError } = made;
  return { relativeL2: distance(fit.values(points), values), method, ownError };
}

function referenceOf(name: string, { diffusivity, rate }: PdeProblem["parameters"]): Reference | null {
  if (name === "allen-cahn") return allenCahnReference({ diffusivity: Number(diffusivity), rate: Number(rate) });
  return name === "nonlinear-diffusion" ? diffusionReference() : null;
}

/** u of Allen and Cahn at 41 times on 512 points, from 8192 Fourier modes. */
function allenCahnReference(parameters: { readonly diffusivity: number; readonly rate: number }): Reference {
  const times = Array.from({ length: 41 }, (_, i) => i / 40);
  const kept = 512;
  const [values, coarse] = [8192, 4096].map((points) => {
    const { u } = allenCahn({ ...parameters, points, times, rtol: 1e-9 });
    return Float64Array.from(
      { length: times.length * kept },
      (_, i) => u.data[Math.floor(i / kept) * points + ((i % kept) * points) / kept] as number,
    );
  }) as [Float64Array, Float64Array];
  const points = new Float64Array(2 * values.length);
  values.forEach((_, i) => {
    points[2 * i] = -1 + (2 * (i % kept)) / kept;
    points[2 * i + 1] = times[Math.floor(i / kept)] as number;
  });
  return { points, values, method: "8192 Fourier modes", ownError: distance(coarse, values) };
}

/** u of the diffusion at 10 times on 101 × 101 points, half of those along each side on which it is known. */
function diffusionReference(): Reference {
  const times = Array.from({ length: 10 }, (_, i) => (i + 1) / 10);
  const { axis, u, error } = nonlinearDiffusion({ cells: 400, times });
  const n = axis.length;
  const kept = (n + 1) / 2;
  const values = new Float64Array(times.length * kept * kept);
  const points = new Float64Array(3 * values.length);
  for (let i = 0; i < values.length; i++) {
    const [row, x, y] = [Math.floor(i / (kept * kept)), 2 * (Math.floor(i / kept) % kept), 2 * (i % kept)];
    points.set([axis[x] as number, axis[y] as number, times[row] as number], 3 * i);
    values[i] = u.data[(row * n + x) * n + y] as number;
  }
  const method = "differences on 400 × 400 cells and half of them, extrapolated";
  return { points, values, method, ownError: error };
}

function distance(values: Float64Array, wanted: Float64Array): number {
  let [difference, size] = [0, 0];
  wanted.forEach((value, i) => {
    difference += ((values[i] as number) - value) ** 2;
    size += value * value;
  });
  return Math.sqrt(difference / size);
}
