import { lines, type Series } from "../../plot/index.ts";
import type { FieldMeasures, PhasePortrait, WaveSystem } from "../../spectral/index.ts";
import type { DiagnosticSeries } from "./diagnostics.ts";

/** PNG pictures of the diagnostics of a run: entropies over time, and where asked for the portrait and the probe. */
export async function diagnosticPictures(
  { problem }: WaveSystem,
  { t, measures, probe, portrait }: DiagnosticSeries,
): Promise<Readonly<Record<string, Uint8Array>>> {
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
      series: [closed(portrait)],
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

/** The portrait as one line along the ring, and room beside it. */
function closed({ re, im }: PhasePortrait): Series {
  const [low, high] = [Math.min(...re), Math.max(...re)];
  const room = (high - low) / 20;
  const gap = Number.NaN;
  return {
    label: "",
    x: [...re, re[0] as number, low - room, high + room],
    y: [...im, im[0] as number, gap, gap],
  };
}
