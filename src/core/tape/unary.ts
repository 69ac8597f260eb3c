import { op } from "./tape.ts";

/** 1 / cosh x, which does not overflow. */
function sech(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return (2 * e) / (1 + e * e);
}

/** The k-th derivative p(p−1)…(p−k+1) x^(p−k) of x^p, where a factor 0 wins over an infinite power. */
function powerDerivative(x: number, exponent: number, k: number): number {
  let factor = 1;
  for (let j = 0; j < k; j++) factor *= exponent - j;
  return factor === 0 ? 0 : factor * x ** (exponent - k);
}

/** The value of an operation of one operand; `c` is the exponent of a power. */
export function unaryValue(operation: number, x: number, c: number): number {
  switch (operation) {
    case op.neg:
      return -x;
    case op.pow:
      return x ** c;
    case op.square:
      return x * x;
    case op.sqrt:
      return Math.sqrt(x);
    case op.exp:
      return Math.exp(x);
    case op.log:
      return Math.log(x);
    case op.sin:
      return Math.sin(x);
    case op.cos:
      return Math.cos(x);
    case op.tan:
      return Math.tan(x);
    case op.sinh:
      return Math.sinh(x);
    case op.cosh:
      return Math.cosh(x);
    case op.tanh:
      return Math.tanh(x);
    case op.sech:
      return sech(x);
    default:
      return Math.abs(x);
  }
}

/** The derivative of an operation of one operand at x, where its value is y. */
export function unarySlope(operation: number, x: number, y: number, c: number): number {
  switch (operation) {
    case op.neg:
      return -1;
    case op.pow:
      return powerDerivative(x, c, 1);
    case op.square:
      return 2 * x;
    case op.sqrt:
      return 0.5 / y;
    case op.exp:
      return y;
    case op.log:
      return 1 / x;
    case op.sin:
      return Math.cos(x);
    case op.cos:
      return -Math.sin(x);
    case op.tan:
      return 1 + y * y;
    case op.sinh:
      return Math.cosh(x);
    case op.cosh:
      return Math.sinh(x);
    case op.tanh:
      return (1 - y) * (1 + y);
    case op.sech:
      return -y * Math.tanh(x);
    default:
      return Math.sign(x);
  }
}

/** The value and the first four derivatives of an operation of one operand at x. */
export function unaryDerivatives(operation: number, x: number, c: number): readonly number[] {
  const y = unaryValue(operation, x, c);
  switch (operation) {
    case op.neg:
      return [y, -1, 0, 0, 0];
    case op.pow:
      return [0, 1, 2, 3, 4].map((k) => powerDerivative(x, c, k));
    case op.square:
      return [y, 2 * x, 2, 0, 0];
    case op.sqrt:
      return [0, 1, 2, 3, 4].map((k) => powerDerivative(x, 0.5, k));
    case op.exp:
      return [y, y, y, y, y];
    case op.log:
      return [y, 1 / x, -1 / x ** 2, 2 / x ** 3, -6 / x ** 4];
    case op.sin:
    case op.cos: {
      const other = unarySlope(operation, x, y, c);
      return [y, other, -y, -other, y];
    }
    case op.sinh:
    case op.cosh: {
      const other = unarySlope(operation, x, y, c);
      return [y, other, y, other, y];
    }
    case op.tan: {
      const slope = 1 + y * y;
      return [y, slope, 2 * y * slope, (2 + 6 * y * y) * slope, (16 + 24 * y * y) * y * slope];
    }
    case op.tanh: {
      const slope = (1 - y) * (1 + y);
      return [y, slope, -2 * y * slope, (6 * y * y - 2) * slope, (16 - 24 * y * y) * y * slope];
    }
    case op.sech: {
      const slope = unarySlope(operation, x, y, c);
      const yy = y * y;
      return [y, slope, y * (1 - 2 * yy), slope * (1 - 6 * yy), y * (1 - 20 * yy + 24 * yy * yy)];
    }
    default:
      return [y, Math.sign(x), 0, 0, 0];
  }
}
