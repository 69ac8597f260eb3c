/** A marked place on an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** The extent of an axis, its labelled ticks and, on a logarithmic axis, the small ones between. */
export interface Scale {
  readonly type: "linear" | "log";
  readonly domain: readonly [from: number, to: number];
  readonly ticks: readonly Tick[];
  readonly between: readonly number[];
}

/** At least this many decades between labels where there is no room for all. */
const mostDecades = 8;

/** Round values 1, 2 or 5 · 10ᵏ apart, about `count` of them, from `from` to `to`. */
export function linearScale([from, to]: readonly [number, number], count: number): Scale {
  const step = roundStep((to - from) / Math.max(count, 1));
  const [first, last] = [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)];
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = Number(((first + i) * step).toPrecision(12));
    return { value, label: linearLabel(value, step, Math.max(Math.abs(from), Math.abs(to))) };
  });
  return { type: "linear", domain: [from, to], ticks, between: [] };
}

/** Whole decades around `from` and `to`, both positive, with a label at each or at every second, third … of them. */
export function logScale([from, to]: readonly [number, number]): Scale {
  const low = Math.floor(Math.log10(from) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(to) - 1e-9));
  const every = Math.ceil((high - low) / mostDecades);
  const exponents = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const ticks = exponents.filter((k) => k % every === 0).map((k) => ({ value: 10 ** k, label: `10${superscript(k)}` }));
  const between = every > 1 ? exponents.map((k) => 10 ** k) : exponents.slice(0, -1).flatMap(tenths);
  return { type: "log", domain: [10 ** low, 10 ** high], ticks, between };
}

/** A number as a text with the true minus sign, and with a power of ten where it is very small or very large. */
export function numberLabel(value: number, digits: number): string {
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 1e-3 && size < 1e5) return minus(String(Number(value.toPrecision(digits))));
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e") as [string, string];
  const factor = String(Number(mantissa));
  const power = `10${superscript(Number(exponent))}`;
  return minus(factor === "1" ? power : factor === "-1" ? `-${power}` : `${factor}×${power}`);
}

/** An integer in superscript characters. */
function superscript(n: number): string {
  return [...String(n)].map((character) => (character === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(character)])).join("");
}

function tenths(k: number): readonly number[] {
  return [2, 3, 4, 5, 6, 7, 8, 9].map((factor) => factor * 10 ** k);
}

/** The nearest of 1, 2 and 5 · 10ᵏ, by ratio. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = wanted / power;
  return power * (factor < Math.SQRT2 ? 1 : factor < Math.sqrt(10) ? 2 : factor < Math.sqrt(50) ? 5 : 10);
}

/** All ticks of an axis have the same number of decimals, or the same power of ten. */
function linearLabel(value: number, step: number, largest: number): string {
  if (value === 0) return "0";
  const stepExponent = Math.floor(Math.log10(step) + 1e-9);
  if (largest >= 1e-3 && largest < 1e5) return minus(value.toFixed(Math.max(0, -stepExponent)));
  const exponent = Math.floor(Math.log10(largest) + 1e-9);
  const mantissa = (value / 10 ** exponent).toFixed(Math.max(0, exponent - stepExponent));
  return minus(`${mantissa}×10${superscript(exponent)}`);
}

function minus(text: string): string {
  return text.replace("-", "−");
}
