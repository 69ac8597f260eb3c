import { join } from "node:path";
import { invalid } from "../../core/index.ts";
import { ordinalPatterns, sampling } from "../../entropy/index.ts";
import { writeFileAtomic, writeParquet } from "../../io/index.ts";
import { planePicture } from "./pictures.ts";
import type { EntropySettings } from "./settings.ts";
import type { ManySeries } from "./source.ts";
import { complexitiesOnCores, threadsFor } from "./threads.ts";

/** The JSON document for many series. */
export interface ManyReport {
  readonly source: string;
  readonly order: number;
  readonly delay: number;
  readonly length: number;
  readonly series: number;
  readonly threads: number;
  readonly H: { readonly median: number; readonly min: number; readonly max: number };
  readonly C: { readonly median: number; readonly min: number; readonly max: number };
  readonly files: readonly string[];
}

/** Analyses many series and writes what the settings ask for. */
export async function many(
  { description, rows, length }: ManySeries,
  name: string,
  { order, delay, ties, nan, seed, threads: asked, window, output: { directory, picture } }: EntropySettings,
): Promise<ManyReport> {
  if (window !== undefined) {
    throw invalid({ what: "a window slides over one series, not over many", got: window, attempt: "--column" });
  }
  const threads = threadsFor(rows.length, asked);
  const auto = delay === "auto" ? sampling(rows.subarray(0, length), { order }).delay : delay;
  const space = ordinalPatterns({ order, delay: auto, ties, nan, seed });
  const { H, C } = await complexitiesOnCores(space, rows, length, threads);
  const written: string[] = [];
  if (directory !== undefined) {
    const path = join(directory, `${name}.parquet`);
    await writeParquet(path, [
      { name: "series", data: Float64Array.from(H, (_, i) => i) },
      { name: "H", data: H },
      { name: "C", data: C },
    ]);
    written.push(path);
    if (picture) {
      const plane = join(directory, `${name}-plane.png`);
      const points = Array.from(H, (h, i) => ({ H: h, C: C[i] as number })).slice(0, 2000);
      await writeFileAtomic(plane, await planePicture(space, name, points));
      written.push(plane);
    }
  }
  return {
    source: description,
    order,
    delay: auto,
    length,
    series: H.length,
    threads,
    H: spread(H),
    C: spread(C),
    files: written,
  };
}

function spread(values: Float64Array): ManyReport["H"] {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return { median: at(0.5), min: at(0), max: at(1) };
}
