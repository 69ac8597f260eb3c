import { invalid } from "../errors.ts";
import { instruction, op, registerCount, type Tape } from "./tape.ts";
import { unaryValue } from "./unary.ts";

/** c · Π f_d · input, one term of a sum of products of functions of one coordinate each. */
export interface ProductTerm {
  readonly coefficient: number;
  /** One for every coordinate: its function at the points of that coordinate, or null for 1. */
  readonly factors: readonly (Float64Array | null)[];
  /** Which of the first inputs it multiplies, or −1 for none. */
  readonly input: number;
}

/** Terms that one output may have. */
const most = 20_000;

/**
 * The outputs of a tape as sums of products of functions of one coordinate each, found exactly from its form: by the
 * distributive law, exp Σ = Π exp, and sin(Σ x_j) = Σ_j sin x_j Π_{k≠j} sin(x_k + α_k − α_j) / sin(α_k − α_j), which has
 * as many terms as the sum.
 *
 * M. J. Mohlenkamp & L. Monzón, Math. Intelligencer 27 (2005) 65.
 *
 * @param linear The first inputs, in which the tape is linear.
 * @param columns The points of every further input, which is a coordinate.
 * @throws SechError where the tape is not such a sum.
 */
export function tapeProducts(
  tape: Tape,
  linear: number,
  columns: readonly Float64Array[],
): readonly (readonly ProductTerm[])[] {
  const { constants, inputs } = tape;
  const ones = columns.map(() => null);
  const registers: (readonly ProductTerm[])[] = [];
  const memo: Memo = new Map();
  for (let i = 0; i < registerCount(tape); i++) {
    const [operation, a, b] = instruction(tape, i);
    const [left, right] = [registers[a] ?? [], registers[b] ?? []];
    const constant = constants[i] as number;
    if (i < inputs.length) {
      const coordinate = i - linear;
      const factors = coordinate < 0 ? ones : ones.with(coordinate, columns[coordinate] as never);
      registers.push([{ coefficient: 1, factors, input: coordinate < 0 ? i : -1 }]);
    } else if (operation === op.constant) registers.push([{ coefficient: constant, factors: ones, input: -1 }]);
    else if (operation === op.add) registers.push(merged([...left, ...right]));
    else if (operation === op.sub) registers.push(merged([...left, ...scaled(right, -1)]));
    else if (operation === op.mul) registers.push(product(left, right, memo));
    else if (operation === op.div) registers.push(product(left, power(right, -1, memo), memo));
    else if (operation === op.neg) registers.push(scaled(left, -1));
    else if (operation === op.square) registers.push(product(left, left, memo));
    else if (operation === op.pow) registers.push(power(left, constant, memo));
    else registers.push(functionOf(operation, left));
  }
  return Array.from(tape.outputs, (register) => registers[register] as readonly ProductTerm[]);
}

/** Products of two factors, made once, so that equal terms are seen to be equal. */
type Memo = Map<Float64Array, Map<Float64Array, Float64Array>>;

function scaled(terms: readonly ProductTerm[], factor: number): readonly ProductTerm[] {
  return terms.map((term) => ({ ...term, coefficient: factor * term.coefficient }));
}

/** The coordinates that a term depends on. */
function support({ factors }: ProductTerm): readonly number[] {
  return factors.flatMap((factor, d) => (factor === null ? [] : [d]));
}

/** Adds up terms of one coordinate, and those that differ in their coefficients alone. */
function merged(terms: readonly ProductTerm[]): readonly ProductTerm[] {
  const [first] = terms;
  const axes = new Set(terms.flatMap(support));
  if (first !== undefined && axes.size === 1 && terms.every(({ input }) => input === first.input))
    return [along(terms)];
  const identities = new Map<Float64Array | null, number>([[null, 0]]);
  const groups = new Map<string, ProductTerm[]>();
  for (const term of terms) {
    if (term.coefficient === 0) continue;
    const on = support(term);
    const key =
      on.length <= 1
        ? `${term.input} ${on.join()}`
        : `${term.input} ${term.factors.map((factor) => identity(identities, factor)).join()}`;
    groups.set(key, [...(groups.get(key) ?? []), term]);
  }
  const sums = [...groups.values()].map((group): ProductTerm => {
    const [first] = group as [ProductTerm, ...ProductTerm[]];
    if (group.length === 1) return first;
    const equal = group.every(({ factors }) => factors.every((factor, axis) => factor === first.factors[axis]));
    if (equal || support(first).length === 0)
      return { ...first, coefficient: group.reduce((sum, { coefficient }) => sum + coefficient, 0) };
    return along(group);
  });
  if (sums.length > most) throw refusal(`it has more than ${most} products`);
  return sums;
}

/** The sum of terms of one coordinate, and of constants, as one term. */
function along(terms: readonly ProductTerm[]): ProductTerm {
  const first = terms.find((term) => support(term).length === 1) as ProductTerm;
  if (terms.length === 1) return first;
  const [d] = support(first) as [number];
  const sum = new Float64Array((first.factors[d] as Float64Array).length);
  for (const { coefficient, factors } of terms) {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + coefficient * (factors[d]?.[i] ?? 1);
  }
  return { ...first, coefficient: 1, factors: first.factors.with(d, sum) };
}

function identity(known: Map<Float64Array | null, number>, factor: Float64Array | null): number {
  if (!known.has(factor)) known.set(factor, known.size);
  return known.get(factor) as number;
}

function product(a: readonly ProductTerm[], b: readonly ProductTerm[], made: Memo): readonly ProductTerm[] {
  if (a.length * b.length > most) throw refusal(`it has more than ${most} products`);
  const times = (f: Float64Array | null, g: Float64Array | null): Float64Array | null => {
    if (f === null || g === null) return f ?? g;
    const known = made.get(f)?.get(g) ?? made.get(g)?.get(f);
    if (known !== undefined) return known;
    const result = f.map((value, i) => value * (g[i] as number));
    made.set(f, (made.get(f) ?? new Map()).set(g, result));
    return result;
  };
  return merged(
    a.flatMap((one) =>
      b.map((other) => {
        if (one.input >= 0 && other.input >= 0) throw refusal("it is not linear in the unknown");
        return {
          coefficient: one.coefficient * other.coefficient,
          factors: one.factors.map((factor, d) => times(factor, other.factors[d] as Float64Array | null)),
          input: Math.max(one.input, other.input),
        };
      }),
    ),
  );
}

function power(terms: readonly ProductTerm[], exponent: number, memo: Memo): readonly ProductTerm[] {
  const [only] = terms;
  if (exponent === 1) return terms;
  if (exponent === 0) return [{ coefficient: 1, factors: (only as ProductTerm).factors.map(() => null), input: -1 }];
  if (terms.length === 1 && only !== undefined && only.input < 0 && Number.isInteger(exponent)) {
    const factors = only.factors.map((factor) => factor?.map((value) => value ** exponent) ?? null);
    return [{ coefficient: only.coefficient ** exponent, factors, input: -1 }];
  }
  if (Number.isInteger(exponent) && exponent > 0) return product(terms, power(terms, exponent - 1, memo), memo);
  return functionOf(op.pow, terms, exponent);
}

/** A function of one number, of a sum. */
function functionOf(operation: number, terms: readonly ProductTerm[], exponent = 0): readonly ProductTerm[] {
  if (terms.some(({ input }) => input >= 0)) throw refusal("it is not linear in the unknown");
  const supports = terms.map(support);
  const axes = [...new Set(supports.flat())];
  const ones: (Float64Array | null)[] = terms[0]?.factors.map(() => null) ?? [];
  const constant = terms.reduce((sum, { coefficient }, i) => sum + (supports[i]?.length === 0 ? coefficient : 0), 0);
  const apply = (x: number) => unaryValue(operation, x, exponent);
  if (axes.length === 0) return [{ coefficient: apply(constant), factors: ones, input: -1 }];
  if (supports.some((on) => on.length > 1)) throw refusal("a function of products of coordinates is none itself");
  const parts = axes.map((d) => {
    const own = terms.filter((_, i) => supports[i]?.[0] === d);
    const [head] = own as [ProductTerm];
    return (head.factors[d] as Float64Array).map((_, i) =>
      own.reduce((sum, { coefficient, factors }) => sum + coefficient * (factors[d]?.[i] as number), 0),
    );
  });
  const [first, d] = [parts[0] as Float64Array, axes[0] as number];
  if (axes.length === 1) {
    return [
      {
        coefficient: 1,
        factors: ones.with(
          d,
          first.map((x) => apply(x + constant)),
        ),
        input: -1,
      },
    ];
  }
  const all = (sign: number) =>
    placed(
      ones,
      axes,
      parts.map((part) => part.map((x) => Math.exp(sign * x))),
    );
  if (operation === op.exp) return [{ coefficient: Math.exp(constant), factors: all(1), input: -1 }];
  if (operation === op.sinh || operation === op.cosh) {
    const other = (operation === op.sinh ? -0.5 : 0.5) * Math.exp(-constant);
    return [
      { coefficient: 0.5 * Math.exp(constant), factors: all(1), input: -1 },
      { coefficient: other, factors: all(-1), input: -1 },
    ];
  }
  if (operation === op.sin || operation === op.cos) {
    const phase = constant + (operation === op.cos ? Math.PI / 2 : 0);
    return sineOfSum(ones, axes, [first.map((x) => x + phase), ...parts.slice(1)]);
  }
  throw refusal("a function of a sum of coordinates is none, but for exp, sin, cos, sinh, cosh and whole powers");
}

function sineOfSum(
  ones: readonly (Float64Array | null)[],
  axes: readonly number[],
  parts: readonly Float64Array[],
): readonly ProductTerm[] {
  const count = parts.length;
  return parts.map((_, j) => {
    let coefficient = 1;
    const factors = parts.map((part, k) => {
      const shift = (Math.PI * (k - j)) / count;
      if (k !== j) coefficient /= Math.sin(shift);
      return part.map((x) => Math.sin(x + shift));
    });
    return { coefficient, factors: placed(ones, axes, factors), input: -1 };
  });
}

function placed(
  ones: readonly (Float64Array | null)[],
  axes: readonly number[],
  factors: readonly Float64Array[],
): readonly (Float64Array | null)[] {
  return ones.map((one, d) => (axes.includes(d) ? (factors[axes.indexOf(d)] as Float64Array) : one));
}

function refusal(why: string) {
  return invalid({
    what: "the equations and conditions must be sums of products of functions of one coordinate each",
    why,
    attempt: 'another trainer, e.g. model.trainer "auto"',
  });
}
