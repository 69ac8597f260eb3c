import { type GaussianShape, gaussianFrames } from "../../pinn/index.ts";
import { animatedEllipses, type Ellipse, ellipses } from "../../plot/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import type { Fit, Model } from "../../training/index.ts";
import { placementPicture } from "./placement-picture.ts";

type PdeFit = Fit<PdeProblem, Model<PdeProblem>>;

/**
 * Pictures of Gaussians by the ends of their names: where fixed ones stand; those that move in two coordinates as ellipses
 * one width large, with their movement as a GIF. None of other models and of more coordinates.
 */
export async function gaussianPictures(fit: PdeFit): Promise<Readonly<Record<string, Uint8Array>>> {
  const fixed = await placementPicture(fit);
  if (fixed !== null) return { png: fixed.png };
  const { problem } = fit;
  const frames = problem.coordinates.length === 2 ? gaussianFrames(fit) : null;
  const last = frames?.at(-1);
  if (frames === null || last === undefined) return {};
  const [across, up] = problem.coordinates[1] === "t" ? ([1, 0] as const) : ([0, 1] as const);
  const axis = (i: 0 | 1) => ({
    range: problem.domain[i] as readonly [number, number],
    label: problem.coordinates[i]!,
  });
  const axes = { x: axis(across), y: axis(up) };
  const title = `Gaussians of ${problem.name}, one width large`;
  const drawn = (shapes: readonly GaussianShape[]) => shapes.map((shape) => ellipseOf(shape, across, up));
  return {
    png: (await ellipses({ title, ...axes, ellipses: drawn(last) })).png,
    gif: await animatedEllipses({
      title,
      ...axes,
      frames: frames.map((shapes, i) => ({
        caption: `picture ${i + 1} of ${frames.length}, ${shapes.length} Gaussians`,
        ellipses: drawn(shapes),
      })),
    }),
  };
}

function ellipseOf({ centre, widths, axes, weight }: GaussianShape, across: 0 | 1, up: 0 | 1): Ellipse {
  const semiAxis = (j: 0 | 1) => {
    const along = (i: 0 | 1) => (widths[j] as number) * (axes[j]?.[i] as number);
    return [along(across), along(up)] as const;
  };
  return {
    centre: [centre[across] as number, centre[up] as number],
    first: semiAxis(0),
    second: semiAxis(1),
    sign: weight < 0 ? -1 : 1,
  };
}
