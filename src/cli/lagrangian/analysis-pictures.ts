import { tensor } from "../../core/index.ts";
import type { FrameWidths } from "../../lagrangian/index.ts";
import { heatmap, lines, type Picture } from "../../plot/index.ts";
import { landscape } from "../../training/index.ts";
import { type CurvatureRow, distances, isFitted, type ModeAnalysis, type ModeShape } from "./analysis-report.ts";

/** What is drawn. */
export interface AnalysisDrawing {
  readonly speeds: readonly number[];
  readonly modes: readonly ModeAnalysis[];
  readonly shapes: readonly ModeShape[];
  readonly widths: readonly { readonly initial: string; readonly speed: number; readonly frames: FrameWidths }[];
}

/** Pictures by name: curvature over the speed, slices and planes of the loss, spectra, and widths of snapshots. */
export async function analysisPictures(drawing: AnalysisDrawing): Promise<Readonly<Record<string, Picture>>> {
  const { speeds, modes, shapes } = drawing;
  const rowOf = (mode: string, at: number) => modes.find((one) => one.mode === mode)?.solution.at(at) as CurvatureRow;
  const planes = await Promise.all(
    shapes.map(async (shape) => [`plane-${shape.mode}`, await plane(shape, rowOf(shape.mode, -1))] as const),
  );
  return {
    curvature: await curvature(drawing),
    slices: await lines({
      title: "Loss along a direction with the scale of each neuron",
      panels: [0, -1].map((at) => ({
        series: shapes.map(({ mode, slices }) => ({
          label: `${mode}, c = ${speeds.at(at)}${caveat(rowOf(mode, at))}`,
          x: distances.line,
          y: slices.at(at) as Float64Array,
        })),
        yLabel: "loss",
        yScale: "log" as const,
      })),
      xLabel: "distance, relative to the parameters",
    }),
    spectrum: await spectrum(drawing),
    width: await width(drawing),
    ...Object.fromEntries(planes),
  };
}

/** What a label adds where the networks are not the exact solution. */
function caveat(row: CurvatureRow): string {
  return isFitted(row) ? "" : ", not fitted";
}

/** Curvatures over the speed, with gaps at the solution where the networks could not be fitted to it. */
function curvature({ speeds, modes }: AnalysisDrawing): Promise<Picture> {
  const panel = (place: "start" | "solution", label: string) => ({
    series: modes.map((one) => ({
      label: one.mode,
      x: speeds,
      y: one[place].map((row) => (isFitted(row) ? row.sharpness : Number.NaN)),
    })),
    yLabel: label,
    yScale: "log" as const,
  });
  return lines({
    title: "Largest eigenvalue of the loss's Hessian",
    panels: [panel("start", "at the start"), panel("solution", "at the solution")],
    xLabel: "speed c",
  });
}

function plane({ mode, plane: values }: ModeShape, row: CurvatureRow): Promise<Picture> {
  const steps = distances.plane.length;
  const place = isFitted(row) ? "the solution" : `a fit that misses the solution by ${row.miss?.toPrecision(2)}`;
  return heatmap({
    title: `Loss around ${place}, ${mode}, c = ${row.speed}`,
    x: { values: distances.plane, label: "second direction" },
    y: { values: distances.plane, label: "first direction" },
    z: tensor([steps, steps], values.map(Math.log10)),
    zLabel: "log₁₀ loss",
  });
}

/** The part of all eigenvalues above λ, which shows the few large ones that a density would hide. */
function spectrum({ speeds, modes, shapes }: AnalysisDrawing): Promise<Picture> {
  const most = Math.max(...shapes.flatMap(({ density }) => [...density.values]));
  const limits = Float64Array.from({ length: 200 }, (_, i) => most * 10 ** (-12 + (12 * i) / 199));
  const missed = (mode: string) => caveat(modes.find((one) => one.mode === mode)?.solution.at(-1) as CurvatureRow);
  return lines({
    title: `Spectrum of the loss's Hessian at the solution, c = ${speeds.at(-1)}`,
    series: shapes.map(({ mode, density }) => ({
      label: `${mode}${missed(mode)}`,
      x: Array.from(limits, Math.log10),
      y: landscape.partAbove(density, limits).map((part) => (part > 0 ? part : Number.NaN)),
    })),
    xLabel: "log₁₀ λ",
    yLabel: "part of all eigenvalues above λ",
    yScale: "log",
  });
}

function width({ speeds, widths }: AnalysisDrawing): Promise<Picture> {
  const shown = 60;
  const series = widths
    .filter(({ speed }) => speed === speeds.at(-1))
    .flatMap(({ initial, frames }) =>
      (["eulerian", "state"] as const).map((frame) => ({
        label: `${initial}, ${frame === "eulerian" ? "u(x, t)" : "U(ξ, t)"}`,
        x: Array.from(frames[frame].tails.slice(0, shown), (_, n) => n),
        y: frames[frame].tails.slice(0, shown).map((tail) => (tail > 1e-17 ? tail : Number.NaN)),
      })),
    );
  return lines({
    title: `Error of the best n modes of the snapshots, c = ${speeds.at(-1)}`,
    series,
    xLabel: "modes n",
    yLabel: "relative L2 error",
    yScale: "log",
  });
}
