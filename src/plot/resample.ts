import { invalid, type Tensor } from "../core/index.ts";

/** How several values that fall into one pixel become one: their mean over the area, or the largest. */
export type Pool = "mean" | "max";

/** Cells along an axis: the places of their edges, ascending, and whether the cells run the other way. */
export interface Cells {
  readonly edges: Float64Array;
  readonly reversed: boolean;
}

/** Cells around strictly monotone places, with edges half-way between them. */
export function cellsAround(name: string, places: ArrayLike<number>): Cells {
  const n = places.length;
  const reversed = n > 1 && places[0]! > places[1]!;
  const ascending = Float64Array.from(places);
  if (reversed) ascending.reverse();
  const gaps = Array.from({ length: n - 1 }, (_, i) => ascending[i + 1]! - ascending[i]!);
  if (n === 0 || !ascending.every(Number.isFinite) || gaps.some((gap) => gap <= 0)) {
    throw invalid({ what: `${name} must be finite numbers, each larger (or each smaller) than the last` });
  }
  const edges = new Float64Array(n + 1);
  for (let i = 1; i < n; i++) edges[i] = (ascending[i - 1]! + ascending[i]!) / 2;
  edges[0] = ascending[0]! - (gaps[0] ?? 1) / 2;
  edges[n] = ascending[n - 1]! + (gaps[n - 2] ?? 1) / 2;
  return { edges, reversed };
}

/**
 * A field on cells brought to `width` × `height` pixels of equal size, the last row of cells on top, row-major.
 *
 * A pixel within a cell takes its value; a pixel over several cells pools them. Values that are not finite count as
 * missing; a pixel without a value is NaN.
 */
export function resample(z: Tensor, x: Cells, y: Cells, width: number, height: number, pool: Pool): Float64Array {
  const out = new Float64Array(width * height);
  const columns = spans(x, width);
  const rows = [...spans(y, height)].reverse();
  const lines: Pooled = { value: new Float64Array(x.edges.length - 1), weight: new Float64Array(x.edges.length - 1) };
  rows.forEach((span, i) => {
    if (span === rows[i - 1]) return void out.copyWithin(i * width, (i - 1) * width, i * width);
    poolRows(z, span, pool, lines);
    for (let j = 0; j < width; j++) out[i * width + j] = poolColumns(lines, columns[j]!, pool);
  });
  return out;
}

/** A cell under a pixel and the number of cells that the pixel covers of it; 1 for a pixel within the cell. */
interface Part {
  readonly cell: number;
  readonly weight: number;
}

/** Values pooled over rows, one for each column of cells, and the weight of those that are not missing. */
interface Pooled {
  readonly value: Float64Array;
  readonly weight: Float64Array;
}

function poolRows({ data, strides }: Tensor, span: readonly Part[], pool: Pool, { value, weight }: Pooled): void {
  const [rowStride, columnStride] = strides as readonly [number, number];
  value.fill(pool === "max" ? Number.NEGATIVE_INFINITY : 0);
  weight.fill(0);
  for (const part of span) {
    for (let j = 0; j < value.length; j++) {
      const next = data[part.cell * rowStride + j * columnStride]!;
      if (!Number.isFinite(next)) continue;
      value[j] = pool === "max" ? Math.max(value[j]!, next) : value[j]! + part.weight * next;
      weight[j]! += part.weight;
    }
  }
}

function poolColumns({ value, weight }: Pooled, span: readonly Part[], pool: Pool): number {
  let [largest, sum, total] = [Number.NEGATIVE_INFINITY, 0, 0];
  for (const part of span) {
    if (weight[part.cell] === 0) continue;
    largest = Math.max(largest, value[part.cell]!);
    sum += part.weight * value[part.cell]!;
    total += part.weight * weight[part.cell]!;
  }
  if (total === 0) return Number.NaN;
  return pool === "max" ? largest : sum / total;
}

/** The cells under each pixel; neighbours within one cell share one span. */
function spans({ edges, reversed }: Cells, pixels: number): readonly Part[][] {
  const cells = edges.length - 1;
  const cuts = cutsOf(edges, pixels);
  const place = (cell: number) => (reversed ? cells - 1 - cell : cell);
  const single = Array.from({ length: cells }, (_, cell): Part[] => [{ cell: place(cell), weight: 1 }]);
  return Array.from({ length: pixels }, (_, pixel) => {
    const [from, to] = [cuts[pixel]!, cuts[pixel + 1]!];
    if (to - from <= 1) return single[Math.min(Math.floor((from + to) / 2), cells - 1)]!;
    const first = Math.floor(from);
    return Array.from({ length: Math.min(Math.ceil(to), cells) - first }, (_, i) => {
      const cell = first + i;
      return { cell: place(cell), weight: Math.min(to, cell + 1) - Math.max(from, cell) };
    });
  });
}

/** The edges of the pixels, counted in cells: `2.5` is the middle of the third cell. */
function cutsOf(edges: Float64Array, pixels: number): Float64Array {
  const cells = edges.length - 1;
  const [start, end] = [edges[0]!, edges[cells]!];
  let cell = 0;
  return Float64Array.from({ length: pixels + 1 }, (_, i) => {
    const place = start + ((end - start) * i) / pixels;
    while (cell < cells - 1 && place >= edges[cell + 1]!) cell++;
    return Math.min(cell + (place - edges[cell]!) / (edges[cell + 1]! - edges[cell]!), cells);
  });
}
