import type { Field, Kernels } from "../../core/index.ts";
import { lines, type Series } from "../../plot/index.ts";
import type { FieldMeasures, WaveSystem } from "../../spectral/index.ts";
import type { DiagnosticSeries } from "./diagnostics.ts";

/** PNG pictures of the diagnostics of a run: entropies over time, and where asked for the portrait and the probe. */
export async function diagnosticPictures(
  system: WaveSystem,
  end: Field<"x">,
  { t, measures, probe, portrait }: DiagnosticSeries,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { problem } = system;
  const over = (label: string, value: (measures: FieldMeasures) => number): Series => ({
    label,
    x: t,
    y: measures.map(value),
  });
  const entropy = await lines({
    title: `Entropies, ${problem.name}`,
    xLabel: "t",
    panels: [
      {
        yLabel: "in x, nats",
        series: [
          over("Shannon", ({ differential }) => differential.shannon),
          over("Rényi ½", ({ differential }) => differential.renyiHalf),
          over("Rényi 2", ({ differential }) => differential.renyi2),
          over("Rényi ∞", ({ differential }) => differential.renyiInfinity),
        ],
      },
      {
        yLabel: "in k, nats",
        series: [
          over("Shannon", ({ spectralDifferential }) => spectralDifferential.shannon),
          over("Rényi 2", ({ spectralDifferential }) => spectralDifferential.renyi2),
          over("Rényi ∞", ({ spectralDifferential }) => spectralDifferential.renyiInfinity),
        ],
      },
    ],
  });
  const pictures: Record<string, Uint8Array> = { entropy: entropy.png };
  if (portrait !== null) {
    const { png } = await lines({
      title: `Phase space, ${problem.name}`,
      series: [closed(system, end)],
      xLabel: "Re ψ",
      yLabel: "Im ψ",
      width: 560,
      height: 560,
    });
    pictures["phase"] = png;
  }
  if (probe.length > 0) {
    const { png } = await lines({
      title: `|ψ| at the probe, ${problem.name}`,
      series: [{ label: "", x: t, y: probe }],
      xLabel: "t",
      yLabel: "|ψ|",
    });
    pictures["probe"] = png;
  }
  return pictures;
}

/** Points of the line of a portrait, at least. */
const smooth = 2048;

/** The field as a closed line between its points, and two corners that give both axes about one scale. */
function closed({ kernels }: WaveSystem, end: Field<"x">): Series {
  const { re, im } = refined(kernels, end);
  const [left, right] = [Math.min(...re), Math.max(...re)];
  const [low, high] = [Math.min(...im), Math.max(...im)];
  const reach = 0.52 * Math.max(right - left, high - low);
  const wide = 1.1 * reach; // a plot leaves room above and below its lines, but not beside them
  const [x, y] = [(left + right) / 2, (low + high) / 2];
  const gap = Number.NaN;
  return {
    label: "",
    x: [...re, re[0] as number, x, x - wide, x, x + wide],
    y: [...im, im[0] as number, gap, y - reach, gap, y + reach],
  };
}

/** A field between its points, by its Fourier series. */
function refined(kernels: Kernels, { re, im }: Field<"x">): { readonly re: number[]; readonly im: number[] } {
  const n = re.length;
  const times = Math.max(1, Math.ceil(smooth / n));
  const [coarse, fine] = [kernels.fft(n), kernels.fft(times * n)];
  const [vRe, vIm] = [re.slice(), im.slice()];
  coarse.forward(vRe, vIm);
  const [outRe, outIm] = [new Float64Array(times * n), new Float64Array(times * n)];
  for (let j = 0; j < n; j++) {
    const to = j < n / 2 ? j : j + (times - 1) * n;
    outRe[to] = times * (vRe[j] as number);
    outIm[to] = times * (vIm[j] as number);
  }
  fine.inverse(outRe, outIm);
  return { re: [...outRe], im: [...outIm] };
}
