import { tapeProducts } from "../../../core/index.ts";
import type { Term } from "../../../training/index.ts";
import { type Axis, axisTable } from "../axis.ts";
import type { Line } from "../lines.ts";
import { type Nodes, single } from "../nodes.ts";

/** A product over the coordinates of numbers that each coordinate keeps a list of. */
export interface Places {
  readonly factor: number;
  /** The place in the list of every coordinate. */
  readonly at: readonly number[];
}

/**
 * The weighted squares of all residuals as a function of a sum of products u: ⟨u, N u⟩ + 2 ⟨b, u⟩ + c, with N and b sums of
 * products themselves.
 */
export interface Squares {
  /** By coordinate, matrices of shape [functions][functions]. */
  readonly grams: readonly (readonly Float64Array[])[];
  /** By coordinate, vectors of [functions]. */
  readonly sides: readonly (readonly Float64Array[])[];
  /** N */
  readonly pairs: readonly Places[];
  /** b */
  readonly loads: readonly Places[];
  /** c */
  readonly constant: number;
}

/** A term of the equations or a condition, with a factor for each of its residuals. */
export interface WeightedTerm {
  readonly term: Term;
  readonly weights: readonly number[];
}

/** Everything that is known of one coordinate: its tables, which are multiplied pair by pair. */
interface Along {
  readonly tables: Map<string, { readonly index: number; readonly values: Float64Array }>;
  readonly grams: Float64Array[];
  readonly sides: Float64Array[];
  readonly places: Map<string, number>;
  readonly identities: Map<object, number>;
}

/** The squares of terms on the points of lines. @throws SechError where a term is no sum of products. */
export function squaresOf(
  terms: readonly WeightedTerm[],
  coordinates: readonly string[],
  lines: readonly Line[],
): Squares {
  const along = lines.map(
    (): Along => ({ tables: new Map(), grams: [], sides: [], places: new Map(), identities: new Map() }),
  );
  const pairs = new Map<string, Places>();
  const loads = new Map<string, Places>();
  let constant = 0;
  const add = (to: Map<string, Places>, factor: number, at: readonly number[]) => {
    const key = at.join();
    to.set(key, { factor: factor + (to.get(key)?.factor ?? 0), at });
  };
  for (const { term, weights } of terms) {
    const nodes = term.box.map(([from, to], d) => (from === to ? endOf(from) : (lines[d] as Line).nodes));
    const columns = nodes.map(({ points }) => points);
    tapeProducts(term.tape, term.reads.length, columns).forEach((products, output) => {
      const square = (weights[output] as number) ** 2;
      const tables = products.map((product) =>
        product.factors.map((factor, d) => {
          const read = term.reads[product.input];
          const letters = read === undefined ? null : [...read.partial];
          const order = letters === null ? null : letters.filter((letter) => letter === coordinates[d]).length;
          return tableOf(along[d] as Along, (lines[d] as Line).axis, nodes[d] as Nodes, order, factor);
        }),
      );
      products.forEach((one, i) => {
        products.forEach((other, j) => {
          const factor = square * one.coefficient * other.coefficient;
          const both = along.map((own, d) => [own, tables[i]?.[d] as Table, tables[j]?.[d] as Table] as const);
          if (one.input < 0 && other.input < 0) {
            constant += both.reduce((total, [, a, b]) => total * dot(a.values, b.values), factor);
          } else if (one.input >= 0) {
            const at = both.map(([own, a, b], d) => productOf(own, a, b, functionsOf(lines, d), other.input < 0));
            add(other.input < 0 ? loads : pairs, factor, at);
          }
        });
      });
    });
  }
  return {
    grams: along.map(({ grams }) => grams),
    sides: along.map(({ sides }) => sides),
    pairs: [...pairs.values()],
    loads: [...loads.values()],
    constant,
  };
}

const ends = new Map<number, Nodes>();

/** The same nodes for the same place, so that tables are shared. */
function endOf(place: number): Nodes {
  const known = ends.get(place) ?? single(place);
  ends.set(place, known);
  return known;
}

function functionsOf(lines: readonly Line[], d: number): number {
  return (lines[d] as Line).axis.functions;
}

interface Table {
  readonly index: number;
  /** Weighted: [points][functions] of an unknown, [points] of what is given. */
  readonly values: Float64Array;
}

function tableOf(along: Along, axis: Axis, nodes: Nodes, order: number | null, factor: Float64Array | null): Table {
  const key = `${identityOf(along, nodes)} ${order} ${factor === null ? "" : identityOf(along, factor)}`;
  const known = along.tables.get(key);
  if (known !== undefined) return known;
  const { points, weights } = nodes;
  const width = order === null ? 1 : axis.functions;
  const raw = order === null ? new Float64Array(points.length).fill(1) : axisTable(axis, points, order);
  const values = raw.map((value, at) => {
    const i = Math.floor(at / width);
    return value * Math.sqrt(weights[i] as number) * (factor?.[i] ?? 1);
  });
  const made = { index: along.tables.size, values };
  along.tables.set(key, made);
  return made;
}

function identityOf({ identities }: Along, of: object): number {
  if (!identities.has(of)) identities.set(of, identities.size);
  return identities.get(of) as number;
}

/** The place of the product of two tables among those of a coordinate. */
function productOf(along: Along, a: Table, b: Table, functions: number, given: boolean): number {
  const key = `${a.index} ${b.index}`;
  const known = along.places.get(key);
  if (known !== undefined) return known;
  const list = given ? along.sides : along.grams;
  const columns = given ? 1 : functions;
  const out = new Float64Array(functions * columns);
  const points = a.values.length / functions;
  for (let i = 0; i < points; i++) {
    for (let j = 0; j < functions; j++) {
      const value = a.values[i * functions + j] as number;
      for (let k = 0; k < columns; k++) {
        out[j * columns + k] = (out[j * columns + k] as number) + value * (b.values[i * columns + k] as number);
      }
    }
  }
  along.places.set(key, list.length);
  list.push(out);
  return list.length - 1;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, i) => total + value * (b[i] as number), 0);
}
