import type { Algebra, ExpressionFunction } from "./algebra.ts";

type Complex = readonly [re: number, im: number];
type ComplexClosure = (values: readonly number[]) => Complex;

const multiply = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];

function divide([a, b]: Complex, [c, d]: Complex): Complex {
  if (d === 0) return [a / c, b / c];
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}

const exp = ([a, b]: Complex): Complex => {
  const size = Math.exp(a);
  return b === 0 ? [size, 0] : [size * Math.cos(b), size * Math.sin(b)];
};

const log = ([a, b]: Complex): Complex => [Math.log(Math.hypot(a, b)), Math.atan2(b, a)];

/** The root with a real part that is not negative. */
function sqrt([a, b]: Complex): Complex {
  const size = Math.hypot(a, b);
  if (size === 0) return [0, 0];
  const larger = Math.sqrt(0.5 * (size + Math.abs(a)));
  return a >= 0 ? [larger, b / (2 * larger)] : [Math.abs(b) / (2 * larger), b < 0 ? -larger : larger];
}

function power(base: Complex, exponent: Complex): Complex {
  const [p, q] = exponent;
  if (q !== 0) return exp(multiply(exponent, log(base)));
  if (base[1] === 0 && (base[0] >= 0 || Number.isInteger(p))) return [base[0] ** p, 0];
  if (!Number.isInteger(p) || Math.abs(p) > 64) return exp(multiply(exponent, log(base)));
  let result: Complex = [1, 0];
  for (let i = 0; i < Math.abs(p); i++) result = multiply(result, base);
  return p < 0 ? divide([1, 0], result) : result;
}

const cosh = ([a, b]: Complex): Complex => [Math.cosh(a) * Math.cos(b), b === 0 ? 0 : Math.sinh(a) * Math.sin(b)];
const sinh = ([a, b]: Complex): Complex => [Math.sinh(a) * Math.cos(b), b === 0 ? 0 : Math.cosh(a) * Math.sin(b)];
const cos = ([a, b]: Complex): Complex => [Math.cos(a) * Math.cosh(b), b === 0 ? 0 : -Math.sin(a) * Math.sinh(b)];
const sin = ([a, b]: Complex): Complex => [Math.sin(a) * Math.cosh(b), b === 0 ? 0 : Math.cos(a) * Math.sinh(b)];

/** tanh(a + ib) = (sinh 2a + i sin 2b) / (cosh 2a + cos 2b), which is ±1 where that overflows. */
function tanh([a, b]: Complex): Complex {
  if (b === 0) return [Math.tanh(a), 0];
  if (Math.abs(a) > 350) return [Math.sign(a), 0];
  const size = Math.cosh(2 * a) + Math.cos(2 * b);
  return [Math.sinh(2 * a) / size, Math.sin(2 * b) / size];
}

const functions: Readonly<Record<ExpressionFunction, (z: Complex) => Complex>> = {
  abs: ([a, b]) => [Math.hypot(a, b), 0],
  cos,
  cosh,
  exp,
  log,
  sech(z) {
    if (z[1] === 0 || Math.abs(z[0]) > 350) return [1 / Math.cosh(z[0]), 0];
    return divide([1, 0], cosh(z));
  },
  sin,
  sinh,
  sqrt,
  tan([a, b]) {
    const [re, im] = tanh([-b, a]);
    return [im, -re];
  },
  tanh,
};

/** Complex functions of the values of the names: principal branches, whole powers by products. */
export const complexClosures: Algebra<ComplexClosure> = {
  constant: (value) => () => [value, 0],
  negate: (a) => (values) => {
    const [re, im] = a(values);
    return [-re, 0 - im]; // the negative of a real number stays on the upper side of the cuts
  },
  add: (a, b) => (values) => {
    const [x, y] = [a(values), b(values)];
    return [x[0] + y[0], x[1] + y[1]];
  },
  subtract: (a, b) => (values) => {
    const [x, y] = [a(values), b(values)];
    return [x[0] - y[0], x[1] - y[1]];
  },
  multiply: (a, b) => (values) => multiply(a(values), b(values)),
  divide: (a, b) => (values) => divide(a(values), b(values)),
  power: (a, b) => (values) => power(a(values), b(values)),
  call(name, a) {
    const f = functions[name];
    return (values) => f(a(values));
  },
};
