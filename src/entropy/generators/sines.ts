import { requireNumber } from "../../core/index.ts";
import { requireLength } from "./maps.ts";

/** One tone. */
export interface Tone {
  /** In samples; positive. */
  readonly period: number;
  /** @defaultValue `1` */
  readonly amplitude?: number;
  /** In radians, at the first sample. @defaultValue `0` */
  readonly phase?: number;
}

/** Σ amplitude sin(2π i/period + phase). */
export function sines(options: { readonly tones: readonly Tone[]; readonly length: number }): Float64Array {
  const { tones, length } = options;
  requireLength(length);
  for (const { period } of tones) requireNumber("period", period, (value) => value > 0, "positive", "100");
  return Float64Array.from({ length }, (_, i) =>
    tones.reduce(
      (sum, { period, amplitude = 1, phase = 0 }) => sum + amplitude * Math.sin((2 * Math.PI * i) / period + phase),
      0,
    ),
  );
}

/** sin(2π i/period + phase). */
export function sine(options: Tone & { readonly length: number }): Float64Array {
  return sines({ tones: [options], length: options.length });
}
