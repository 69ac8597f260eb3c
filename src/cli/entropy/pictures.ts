import { complexityBounds, type DelaySweep, fbmComplexity, type OrdinalSpace, zoneLines } from "../../entropy/index.ts";
import { lines } from "../../plot/index.ts";

/** A point of the plane. */
interface Point {
  readonly H: number;
  readonly C: number;
}

/** The entropy–complexity plane with the bounds, zones and fBm curve of the space's order, and points as crosses. */
export async function planePicture(space: OrdinalSpace, name: string, points: readonly Point[]): Promise<Uint8Array> {
  const H = Float64Array.from({ length: 513 }, (_, i) => i / 512);
  const bounds = Array.from(H, (h) => complexityBounds(space, h));
  const zones = zoneLines(space);
  const wall = (h: number) => ({ x: [h, h], y: [...complexityBounds(space, h)] });
  const chord = [zones.leastOscillation, zones.mostPeriodic];
  const fbm = Float64Array.from(H, (h) => (h < zones.leastOscillation ? Number.NaN : fbmComplexity(space, h)));
  const marks = points.flatMap(({ H: h, C: c }) => [
    { x: [h - 0.012, h + 0.012, Number.NaN, h, h], y: [c, c, Number.NaN, c - 0.008, c + 0.008] },
  ]);
  const { png } = await lines({
    title: `Entropy and complexity, order ${space.order}, delay ${space.delay}: ${name}`,
    xLabel: "H",
    yLabel: "C",
    series: [
      { label: "upper bound", x: H, y: Float64Array.from(bounds, ([, max]) => max) },
      { label: "lower bound", x: H, y: Float64Array.from(bounds, ([min]) => min) },
      {
        label: "zones",
        ...joined([wall(zones.leastOscillation), wall(zones.mostPeriodic), { x: chord, y: chord.map(zones.chord) }]),
      },
      { label: "fBm", x: H, y: fbm },
      { label: name, ...joined(marks) },
    ],
  });
  return png;
}

/** H(ℓ) and C(ℓ). */
export async function delayPicture({ delays, H, C }: DelaySweep, order: number, name: string): Promise<Uint8Array> {
  const { png } = await lines({
    title: `Entropy and complexity by delay, order ${order}: ${name}`,
    xLabel: "delay / samples",
    panels: [
      { series: [{ label: "", x: delays, y: H }], yLabel: "H" },
      { series: [{ label: "", x: delays, y: C }], yLabel: "C" },
    ],
  });
  return png;
}

/** Several strokes as one line with gaps. */
function joined(strokes: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[]): {
  readonly x: number[];
  readonly y: number[];
} {
  return {
    x: strokes.flatMap(({ x }) => [...x, Number.NaN]),
    y: strokes.flatMap(({ y }) => [...y, Number.NaN]),
  };
}
