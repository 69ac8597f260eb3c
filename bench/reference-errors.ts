// Errors on the grid of a reference solution, for problems whose solution is not known in closed form.
import { reference, type training } from "sech";

let allenCahn: { readonly points: Float64Array; readonly values: Float64Array } | undefined;

/** The relative L2 error on 512 × 201 points of the ring, against 8192 Fourier modes. */
export function allenCahnError(fit: training.Evaluable): number {
  if (allenCahn === undefined) {
    const times = Array.from({ length: 201 }, (_, i) => i / 200);
    const { x, u } = reference.allenCahn({ times });
    const every = 16;
    const kept = x.filter((_, i) => i % every === 0);
    const points = Float64Array.from(times.flatMap((t) => Array.from(kept, (place) => [place, t]).flat()));
    const values = Float64Array.from(
      { length: times.length * kept.length },
      (_, i) => u.data[Math.floor(i / kept.length) * x.length + every * (i % kept.length)] as number,
    );
    allenCahn = { points, values };
  }
  return distance(fit.values(allenCahn.points), allenCahn.values);
}

let diffusion: { readonly points: Float64Array; readonly values: Float64Array } | undefined;

/** The relative L2 error on 201 × 201 × 20 points with t > 0, those of 200 cells, against differences on 400 and 200 extrapolated. */
export function diffusionError(fit: training.Evaluable): number {
  if (diffusion === undefined) {
    const times = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
    const { axis, u } = reference.nonlinearDiffusion({ cells: 400, times });
    const points = times.flatMap((t) => Array.from(axis, (x) => Array.from(axis, (y) => [x, y, t]).flat()).flat());
    diffusion = { points: Float64Array.from(points), values: u.data };
  }
  return distance(fit.values(diffusion.points), diffusion.values);
}

function distance(values: Float64Array, wanted: Float64Array): number {
  let [difference, size] = [0, 0];
  wanted.forEach((value, i) => {
    difference += ((values[i] as number) - value) ** 2;
    size += value * value;
  });
  return Math.sqrt(difference / size);
}
