import { SechError } from "../../core/index.ts";
import {
  classify,
  complexity,
  complexityBounds,
  intervals,
  type OrdinalSpace,
  probabilities,
  sampling,
  type Zone,
} from "../../entropy/index.ts";
import { complexitiesOnCores } from "./threads.ts";

/** What is found of many series, shape [series] each; NaN and null where something could not be, or was not asked for. */
export interface RowTable {
  readonly numbers: Readonly<Record<RowNumber, Float64Array>>;
  readonly zone: (Zone | null)[];
  /** Why a series has no values, or no interval. */
  readonly note: (string | null)[];
}

const rowNumbers = [
  ...(["delay", "windows", "patterns", "H", "C", "boundMin", "boundMax", "confidence"] as const),
  ...(["HLow", "HHigh", "CLow", "CHigh", "tNat", "tPattern"] as const),
];
type RowNumber = (typeof rowNumbers)[number];

/** How many series are analysed. */
export interface RowOptions {
  /** The delay of the space holds for all, or each series has its own, the best for its natural period. */
  readonly ownDelays: boolean;
  readonly dt: number;
  /** Of how many series, the first ones, zone and intervals are found. */
  readonly zones: number;
  readonly threads: number;
}

/**
 * Analyses series one behind the other in `rows`, shape [series, length]. A series that cannot be is noted, and its samples
 * are overwritten; where none can be, the first one's error is thrown.
 */
export async function analyseRows(
  space: OrdinalSpace,
  rows: Float64Array,
  length: number,
  { ownDelays, dt, zones, threads }: RowOptions,
): Promise<RowTable> {
  const count = rows.length / length;
  const table: RowTable = {
    numbers: Object.fromEntries(rowNumbers.map((name) => [name, new Float64Array(count).fill(Number.NaN)])) as Record<
      RowNumber,
      Float64Array
    >,
    zone: new Array<Zone | null>(count).fill(null),
    note: new Array<string | null>(count).fill(null),
  };
  const each = { space, rows, length, ownDelays, dt };
  const faults = Array.from({ length: count }, (_, row) => sampleRow(each, row, table));
  if (faults.every((fault) => fault !== null))
    throw faults[0] ?? new SechError("file", { what: "there are no series" });
  if (ownDelays) for (let row = 0; row < count; row++) measureAtOwnDelay(each, row, table);
  else await measureAll(each, threads, table);
  for (let row = 0; row < Math.min(count, zones); row++) judgeRow(each, row, table);
  return table;
}

interface Each {
  readonly space: OrdinalSpace;
  readonly rows: Float64Array;
  readonly length: number;
  readonly ownDelays: boolean;
  readonly dt: number;
}

function windowsOf({ order, delay }: OrdinalSpace, length: number): number {
  return length - (order - 1) * delay;
}

function seriesOf({ rows, length }: Each, row: number): Float64Array {
  return rows.subarray(row * length, (row + 1) * length);
}

/** The space of a series: with its own delay. */
function spaceOf({ space }: Each, row: number, { numbers }: RowTable): OrdinalSpace {
  return { ...space, delay: numbers.delay[row] as number };
}

/** Natural period and delay; or the note why there are none, and the error. */
function sampleRow(each: Each, row: number, { numbers, note }: RowTable): SechError | null {
  const { space, dt, ownDelays, length } = each;
  const series = seriesOf(each, row);
  try {
    const finite = series.every(Number.isFinite);
    if (!finite || windowsOf(space, length) <= 0) probabilities(space, series); // refuses it, unless it has a window
    const { tNat, tPattern, delay } = sampling(finite ? series : series.filter(Number.isFinite), {
      order: space.order,
      dt,
      ...(ownDelays ? {} : { delay: space.delay }),
    });
    for (const [name, value] of Object.entries({ tNat, tPattern, delay })) numbers[name as RowNumber][row] = value;
    return null;
  } catch (error) {
    if (!(error instanceof SechError)) throw error;
    note[row] = error.message;
    series.fill(0);
    return error;
  }
}

function measureAtOwnDelay(each: Each, row: number, table: RowTable): void {
  if (table.note[row] !== null) return;
  const pmf = probabilities(spaceOf(each, row, table), seriesOf(each, row));
  const { H, C } = complexity(pmf);
  record(each, row, table, {
    H,
    C,
    patterns: pmf.p.reduce((seen, p) => seen + Number(p > 0), 0),
    windows: pmf.windows,
  });
}

async function measureAll(each: Each, threads: number, table: RowTable): Promise<void> {
  const { space, rows, length } = each;
  // A series at fault is zero throughout by now, so that it harms no other.
  const { H, C, patterns } = await complexitiesOnCores(space, rows, length, threads);
  for (let row = 0; row < H.length; row++) {
    if (table.note[row] !== null) continue;
    const windows =
      space.nan === "throw" ? windowsOf(space, length) : probabilities(space, seriesOf(each, row)).windows;
    record(each, row, table, {
      H: H[row] as number,
      C: C[row] as number,
      patterns: patterns[row] as number,
      windows,
    });
  }
}

function record(
  { space }: Each,
  row: number,
  { numbers }: RowTable,
  found: Readonly<Record<"H" | "C" | "patterns" | "windows", number>>,
): void {
  const [boundMin, boundMax] = complexityBounds(space, Math.min(1, Math.max(0, found.H)));
  for (const [name, value] of Object.entries({ ...found, boundMin, boundMax })) numbers[name as RowNumber][row] = value;
}

function judgeRow(each: Each, row: number, table: RowTable): void {
  if (table.note[row] !== null) return;
  const { numbers, zone, note } = table;
  const series = seriesOf(each, row);
  const space = spaceOf(each, row, table);
  const judged = classify(space, series);
  zone[row] = judged.zone;
  numbers.confidence[row] = judged.confidence;
  const { H, C, reason } = intervals(space, series);
  note[row] = reason === null ? null : `no interval: ${reason}`;
  if (H === null || C === null) return;
  [numbers.HLow[row], numbers.HHigh[row], numbers.CLow[row], numbers.CHigh[row]] = [H.low, H.high, C.low, C.high];
}
