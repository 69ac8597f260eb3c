import { radix2, radix3, radix4, radix5 } from "./butterflies.ts";
import { oddRadix } from "./odd-radix.ts";
import type { MakePass, Pass } from "./pass.ts";
import type { Transform } from "./transform.ts";

/** The radices for which a pass exists, in the order in which they are divided out. */
const radices: readonly (readonly [radix: number, make: MakePass])[] = [
  [13, oddRadix(13)],
  [11, oddRadix(11)],
  [7, oddRadix(7)],
  [5, radix5],
  [3, radix3],
  [4, radix4],
  [2, radix2],
];

/** Whether a length has no prime factor above 13, so that `mixedRadix` can transform it. */
export function isSmooth(length: number): boolean {
  return radices.reduce((rest, [radix]) => withoutFactor(rest, radix), length) === 1;
}

/** The transform of a smooth length, by Stockham passes between the line and one scratch line. */
export function mixedRadix(length: number): Transform {
  const scratchRe = new Float64Array(length);
  const scratchIm = new Float64Array(length);
  const passes = passesFor(length);
  return (re, im, offset, scale) => {
    for (let at = 0; at < passes.length; at++) {
      const pass = passes[at] as Pass;
      if (at % 2 === 0) pass(re, im, offset, scratchRe, scratchIm, 0);
      else pass(scratchRe, scratchIm, 0, re, im, offset);
    }
    if (passes.length % 2 === 1) copyScaled(scratchRe, scratchIm, 0, re, im, offset, length, scale);
    else if (scale !== 1) copyScaled(re, im, offset, re, im, offset, length, scale);
  };
}

function passesFor(length: number): Pass[] {
  const passes: Pass[] = [];
  let n = length;
  for (const [radix, make] of radices) {
    for (; n % radix === 0; n /= radix) passes.push(make(n, length / n));
  }
  return passes;
}

function withoutFactor(value: number, factor: number): number {
  let rest = value;
  while (rest % factor === 0) rest /= factor;
  return rest;
}

function copyScaled(
  xRe: Float64Array,
  xIm: Float64Array,
  x0: number,
  yRe: Float64Array,
  yIm: Float64Array,
  y0: number,
  length: number,
  scale: number,
): void {
  for (let j = 0; j < length; j++) {
    yRe[y0 + j] = scale * (xRe[x0 + j] as number);
    yIm[y0 + j] = scale * (xIm[x0 + j] as number);
  }
}
