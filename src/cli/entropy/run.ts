import { join } from "node:path";
import { dataset, invalid, tensor } from "../../core/index.ts";
import {
  type Classification,
  classify,
  complexity,
  complexityBounds,
  delaySweep,
  type Interval,
  intervals,
  missingPatterns,
  type OrdinalSpace,
  ordinalPatterns,
  patternAccumulator,
  type Sampling,
  sampling,
  slide,
  slidingComplexity,
} from "../../entropy/index.ts";
import { type SeriesSource, writeFileAtomic, writeNetcdf } from "../../io/index.ts";
import { makeDirectory } from "../directory.ts";
import { type ManyReport, many } from "./many.ts";
import { delayPicture, planePicture } from "./pictures.ts";
import type { EntropySettings } from "./settings.ts";
import { openTarget } from "./source.ts";

/** The JSON document of `sech entropy` for one series. */
export interface EntropyReport {
  readonly source: string;
  readonly order: number;
  readonly delay: number;
  readonly length: number;
  readonly windows: number;
  /** How many patterns occur. */
  readonly patterns: number;
  readonly missing: { readonly count: number; readonly expectedInNoise: number };
  readonly H: number;
  readonly C: number;
  readonly bounds: { readonly min: number; readonly max: number };
  readonly zone: Classification["zone"];
  readonly confidence: number;
  readonly interval: { readonly H: Interval; readonly C: Interval };
  readonly sampling: Sampling;
  readonly warnings: readonly string[];
  readonly files: readonly string[];
}

/** Samples at the start that everything but H and C is taken from, so that memory does not grow with the file. */
const headLength = 2 ** 20;

/** Analyses what the target names and writes what the settings ask for. */
export async function runEntropy(target: string, settings: EntropySettings): Promise<EntropyReport | ManyReport> {
  const source = await openTarget(target, settings);
  const name = target.replace(/^.*[/\\]/, "");
  const { directory } = settings.output;
  if (directory !== undefined) await makeDirectory(directory);
  return "rows" in source ? many(source, name, settings) : one(source, name, settings);
}

async function one(source: SeriesSource, name: string, settings: EntropySettings): Promise<EntropyReport> {
  const pieces = source.pieces()[Symbol.asyncIterator]();
  const { head, rest } = await readHead(pieces, source.length);
  const finite = settings.nan === "skip" ? head.filter(Number.isFinite) : head;
  const { order, dt, ties, nan, seed } = settings;
  const check = ordinalPatterns({ order, delay: settings.delay === "auto" ? 1 : settings.delay, ties, nan, seed });
  const first = patternAccumulator(check);
  first.push(head);
  first.pmf(); // refuses what is too short or not finite before anything else looks at it
  const best = sampling(finite, { order, dt });
  const space = settings.delay === "auto" ? { ...check, delay: best.delay } : check;
  requireWindow(space, settings.window, head.length);
  const accumulator = space === check ? first : patternAccumulator(space);
  if (accumulator !== first) accumulator.push(head);
  for (let part = rest; part !== null; ) {
    accumulator.push(part);
    const next = await pieces.next();
    part = next.done === true ? null : next.value;
  }
  const pmf = accumulator.pmf();
  const { H, C } = complexity(pmf);
  const [min, max] = complexityBounds(space, Math.min(1, Math.max(0, H)));
  const { missing, expectedInNoise } = missingPatterns(pmf);
  const { zone, confidence } = classify(space, head);
  const few = fewestWindows * factorial(order);
  const warnings = [
    ...(settings.delay === "auto" && best.warning !== null ? [best.warning] : []),
    ...(pmf.windows < few
      ? [
          `${pmf.windows} windows are few for order ${order}: H is too low and C too high; try ${few} samples or a lower order`,
        ]
      : []),
    ...(accumulator.length > head.length
      ? [`interval, sampling, sliding window and pictures are of the first ${head.length} samples, the zone of fewer`]
      : []),
  ];
  return {
    source: source.description,
    order,
    delay: space.delay,
    length: accumulator.length,
    windows: pmf.windows,
    patterns: space.size - missing.length,
    missing: { count: missing.length, expectedInNoise },
    H,
    C,
    bounds: { min, max },
    zone,
    confidence,
    interval: intervals(space, head),
    sampling: best,
    warnings,
    files: await files(space, name, settings, head, { H, C }),
  };
}

/** Windows for every pattern below which the measures say more about the length than about the series. */
const fewestWindows = 5;

function factorial(order: number): number {
  return order <= 1 ? 1 : order * factorial(order - 1);
}

/** Throws where a sliding window was asked for that the series does not hold. */
function requireWindow(space: OrdinalSpace, window: number | undefined, length: number): void {
  if (window === undefined) return;
  slidingComplexity(space, { window }); // refuses a window without a pattern
  if (window <= length) return;
  throw invalid({ what: "the window must not be longer than the series", got: window, attempt: `at most ${length}` });
}

/** The start of a series, and the piece that did not fit into it, which is the first of the rest. */
async function readHead(
  pieces: AsyncIterator<Float64Array>,
  length: number | null,
): Promise<{ readonly head: Float64Array; readonly rest: Float64Array | null }> {
  let head = new Float64Array(Math.min(headLength, length ?? 65536));
  let filled = 0;
  for (;;) {
    const { done, value } = await pieces.next();
    if (done === true) return { head: head.subarray(0, filled), rest: null };
    const taken = Math.min(value.length, headLength - filled);
    if (filled + taken > head.length) {
      const larger = new Float64Array(Math.min(headLength, 2 * (filled + taken)));
      larger.set(head.subarray(0, filled));
      head = larger;
    }
    head.set(value.subarray(0, taken), filled);
    filled += taken;
    if (taken < value.length) return { head: head.subarray(0, filled), rest: value.slice(taken) };
  }
}

async function files(
  space: OrdinalSpace,
  name: string,
  { output: { directory, picture }, window, dt }: EntropySettings,
  head: Float64Array,
  point: { readonly H: number; readonly C: number },
): Promise<string[]> {
  if (directory === undefined) return [];
  const written: string[] = [];
  const write = async (suffix: string, bytes: Uint8Array) => {
    const path = join(directory, `${name}-${suffix}`);
    await writeFileAtomic(path, bytes);
    written.push(path);
  };
  if (picture) {
    await write("plane.png", await planePicture(space, name, [point]));
    const longest = Math.min(99, Math.floor((head.length - 1) / (space.order - 1) / 2));
    if (longest >= 2) {
      const part = head.subarray(0, 65536);
      const delays = Array.from({ length: longest }, (_, i) => i + 1);
      await write("delays.png", await delayPicture(delaySweep(space, part, delays), space.order, name));
    }
  }
  if (window !== undefined) {
    const { H, C } = slide(space, head, { window });
    const path = join(directory, `${name}-sliding.nc`);
    const variable = (data: Float64Array, longName: string, units = "1") => ({
      dimensions: ["t"],
      data: tensor([data.length], data),
      units,
      longName,
    });
    await writeNetcdf(
      path,
      dataset(
        { t: H.length },
        {
          t: variable(
            Float64Array.from(H, (_, i) => (i + window - 1) * dt),
            "end of the window",
            "s",
          ),
          H: variable(H.slice(), "permutation entropy"),
          C: variable(C.slice(), "statistical complexity"),
        },
        { order: space.order, delay: space.delay, window, source: name },
      ),
    );
    written.push(path);
  }
  return written;
}
