import { join } from "node:path";
import { dataset, invalid, tensor } from "../../core/index.ts";
import {
  type Classification,
  classify,
  complexity,
  complexityBounds,
  delaySweep,
  type Intervals,
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
import { writeFileAtomic, writeNetcdf } from "../../io/index.ts";
import { makeDirectory } from "../directory.ts";
import type { Generated } from "./generated.ts";
import { type ManyReport, many } from "./many.ts";
import { delayPicture, planePicture } from "./pictures.ts";
import type { EntropySettings } from "./settings.ts";
import { type OneSeries, openTarget } from "./source.ts";

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
  /** What the zone rests on. */
  readonly evidence: Pick<Classification, "judged" | "unforetold" | "deviation" | "aboveFbm">;
  readonly interval: Intervals;
  /** Of the delay that was used; `best` is the one that suits the series' period. */
  readonly sampling: Sampling & { readonly best: number };
  /** What the generator should have kept, and its largest relative change; null where nothing is kept. */
  readonly conservation: Generated["conservation"];
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

async function one(source: OneSeries, name: string, settings: EntropySettings): Promise<EntropyReport> {
  const pieces = source.pieces()[Symbol.asyncIterator]();
  const { head, rest } = await readHead(pieces, source.length);
  const finite = settings.nan === "skip" ? head.filter(Number.isFinite) : head;
  const { order, ties, nan, seed } = settings;
  const dt = settings.dt ?? source.dt ?? 1;
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
  const { zone, confidence, judged, unforetold, deviation, aboveFbm } = classify(space, head);
  const used = sampling(finite, { order, dt, delay: space.delay });
  const interval = intervals(space, head);
  const few = fewestWindows * factorial(order);
  const warnings = [
    ...(used.warning === null ? [] : [used.warning]),
    ...(interval.reason === null ? [] : [`there are no intervals: ${interval.reason}`]),
    ...(pmf.windows < few
      ? [
          `${pmf.windows} windows are few for order ${order}: H is too low and C too high; try ${few} samples or a lower order`,
        ]
      : []),
    ...(accumulator.length > head.length
      ? [`zone, interval, sampling, sliding window, H(ℓ), C(ℓ) and pictures are of the first ${head.length} samples`]
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
    evidence: { judged, unforetold, deviation, aboveFbm },
    interval,
    sampling: { ...used, best: best.delay },
    conservation: source.conservation ?? null,
    warnings,
    files: await files(space, name, { ...settings, dt }, head, { H, C }),
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
  { output: { directory, picture }, window, dt }: EntropySettings & { readonly dt: number },
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
  if (picture) await write("plane.png", await planePicture(space, name, [point]));
  const longest = Math.min(99, Math.floor((head.length - 1) / (space.order - 1) / 2));
  if (longest >= 2) {
    const sweep = delaySweep(
      space,
      head,
      Array.from({ length: longest }, (_, i) => i + 1),
    );
    const lines = Array.from(sweep.delays, (delay, i) => `${delay},${sweep.H[i]},${sweep.C[i]}\n`);
    await write("delays.csv", new TextEncoder().encode(`delay,H,C\n${lines.join("")}`));
    if (picture) await write("delays.png", await delayPicture(sweep, space.order, name));
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
