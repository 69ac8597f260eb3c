import { join } from "node:path";
import { invalid } from "../../core/index.ts";
import { type Interval, ordinalPatterns, type Zone } from "../../entropy/index.ts";
import { writeFileAtomic, writeParquet } from "../../io/index.ts";
import { planePicture } from "./pictures.ts";
import { analyseRows, type RowTable } from "./rows.ts";
import type { EntropySettings } from "./settings.ts";
import type { ManySeries } from "./source.ts";
import { threadsFor } from "./threads.ts";

/** Least, middle and largest of the series that have a value. */
interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One of many series; null where a value could not be found, as the note says, or was not asked for. */
interface RowReport {
  readonly series: number;
  readonly delay: number | null;
  readonly windows: number | null;
  readonly patterns: number | null;
  readonly H: number | null;
  readonly C: number | null;
  readonly bounds: { readonly min: number; readonly max: number } | null;
  readonly zone: Zone | null;
  readonly confidence: number | null;
  readonly interval: { readonly H: Omit<Interval, "estimate">; readonly C: Omit<Interval, "estimate"> } | null;
  readonly sampling: { readonly tNat: number | null; readonly tPattern: number; readonly delay: number } | null;
  readonly note: string | null;
}

/** The JSON document for many series. */
export interface ManyReport {
  readonly source: string;
  readonly order: number;
  /** That of all series, or the median of their own. */
  readonly delay: number;
  readonly length: number;
  readonly series: number;
  readonly threads: number;
  readonly H: Spread;
  readonly C: Spread;
  /** How many series lie in each zone, of those judged. */
  readonly zones: Readonly<Record<Zone, number>>;
  readonly warnings: readonly string[];
  /** The first thousand; the Parquet table has all. */
  readonly rows: readonly RowReport[];
  readonly files: readonly string[];
}

/** Series that the JSON document lists, and that the picture shows. */
const listed = 1000;

/** Analyses many series and writes what the settings ask for. */
export async function many(
  { description, rows, length, dt = 1 }: ManySeries,
  name: string,
  settings: EntropySettings,
): Promise<ManyReport> {
  const { order, delay, ties, nan, seed, threads: asked, window, zones, output } = settings;
  if (window !== undefined) {
    throw invalid({ what: "a window slides over one series, not over many", got: window, attempt: "--column" });
  }
  const ownDelays = delay === "auto";
  const threads = ownDelays ? 1 : threadsFor(rows.length, asked);
  const space = ordinalPatterns({ order, delay: ownDelays ? 1 : delay, ties, nan, seed });
  const table = await analyseRows(space, rows, length, { ownDelays, dt: settings.dt ?? dt, zones, threads });
  const { H, C, delay: delays } = table.numbers;
  const failed = H.reduce((sum, h) => sum + Number(Number.isNaN(h)), 0);
  const written: string[] = [];
  if (output.directory !== undefined) {
    const path = join(output.directory, `${name}.parquet`);
    await writeParquet(path, [
      { name: "series", data: Float64Array.from(H, (_, i) => i) },
      ...Object.entries(table.numbers).map(([column, data]) => ({ name: column, data, missing: Number.NaN })),
      { name: "zone", data: table.zone },
      { name: "note", data: table.note },
    ]);
    written.push(path);
    if (output.picture) {
      const plane = join(output.directory, `${name}-plane.png`);
      const points = Array.from(H, (h, i) => ({ H: h, C: C[i] as number })).filter((point) => !Number.isNaN(point.H));
      await writeFileAtomic(
        plane,
        await planePicture({ ...space, delay: spread(delays).median }, name, points.slice(0, listed)),
      );
      written.push(plane);
    }
  }
  return {
    source: description,
    order,
    delay: spread(delays).median,
    length,
    series: H.length,
    threads,
    H: spread(H),
    C: spread(C),
    zones: {
      periodic: inZone(table, "periodic"),
      regular: inZone(table, "regular"),
      complex: inZone(table, "complex"),
      stochastic: inZone(table, "stochastic"),
    },
    warnings: [
      ...(failed > 0 ? [`${failed} of ${H.length} series could not be analysed; their note says why`] : []),
      ...(H.length > zones
        ? [`zone and intervals are of the first ${zones} series; zones=${H.length} finds them of all`]
        : []),
      ...(H.length > listed
        ? [`rows and picture show the first ${listed} series; --out DIR leaves a table of all`]
        : []),
    ],
    rows: Array.from({ length: Math.min(H.length, listed) }, (_, row) => rowReport(table, row)),
    files: written,
  };
}

function inZone({ zone }: RowTable, wanted: Zone): number {
  return zone.reduce((sum, each) => sum + Number(each === wanted), 0);
}

function rowReport({ numbers, zone, note }: RowTable, row: number): RowReport {
  const at = (name: keyof typeof numbers) => {
    const value = numbers[name][row] as number;
    return Number.isNaN(value) ? null : value;
  };
  const pair = (low: keyof typeof numbers, high: keyof typeof numbers) => ({ low: at(low) ?? 0, high: at(high) ?? 0 });
  const [delay, tPattern] = [at("delay"), at("tPattern")];
  return {
    series: row,
    delay,
    windows: at("windows"),
    patterns: at("patterns"),
    H: at("H"),
    C: at("C"),
    bounds: at("H") === null ? null : { min: at("boundMin") ?? 0, max: at("boundMax") ?? 0 },
    zone: zone[row] ?? null,
    confidence: at("confidence"),
    interval: at("HLow") === null ? null : { H: pair("HLow", "HHigh"), C: pair("CLow", "CHigh") },
    sampling: delay === null || tPattern === null ? null : { tNat: at("tNat"), tPattern, delay },
    note: note[row] ?? null,
  };
}

function spread(values: Float64Array): Spread {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return { median: at(0.5), min: at(0), max: at(1) };
}
