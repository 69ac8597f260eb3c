/** A complex number as a pair; for formulas evaluated point by point, not for fields. */
export type Complex = readonly [re: number, im: number];

export const add = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
export const subtract = (a: Complex, b: Complex): Complex => [a[0] - b[0], a[1] - b[1]];
export const multiply = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
const scale = (factor: number, a: Complex): Complex => [factor * a[0], factor * a[1]];
export const conjugate = (a: Complex): Complex => [a[0], -a[1]];
export const modulus = (a: Complex): number => Math.hypot(a[0], a[1]);
export const argument = (a: Complex): number => Math.atan2(a[1], a[0]);
/** r exp(iφ) */
export const polar = (r: number, phi: number): Complex => [r * Math.cos(phi), r * Math.sin(phi)];

/** a / b */
export function divide(a: Complex, b: Complex): Complex {
  return scale(1 / (b[0] * b[0] + b[1] * b[1]), multiply(a, conjugate(b)));
}
