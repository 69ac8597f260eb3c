import type { Kernels } from "../kernels.ts";

/**
 * out = base + Σ_j weights[j] vectors[j], up to four vectors a sweep, added in the order of j.
 *
 * `out` may be `base`, but none of the vectors.
 */
export const combine: Kernels["combine"] = (base, vectors, weights, count, out) => {
  let from = base;
  let j = 0;
  for (; count - j >= 4; j += 4) {
    addFour(from, vectors, weights, j, out);
    from = out;
  }
  if (count - j === 3) addThree(from, vectors, weights, j, out);
  else if (count - j === 2) addTwo(from, vectors, weights, j, out);
  else if (count - j === 1) addOne(from, vectors, weights, j, out);
  else if (from !== out) out.set(from);
};

function addFour(
  from: Float64Array,
  vectors: readonly Float64Array[],
  weights: Float64Array,
  j: number,
  out: Float64Array,
): void {
  const a = vectors[j] as Float64Array;
  const b = vectors[j + 1] as Float64Array;
  const c = vectors[j + 2] as Float64Array;
  const d = vectors[j + 3] as Float64Array;
  const wa = weights[j] as number;
  const wb = weights[j + 1] as number;
  const wc = weights[j + 2] as number;
  const wd = weights[j + 3] as number;
  for (let i = 0; i < out.length; i++) {
    const ab = (from[i] as number) + wa * (a[i] as number) + wb * (b[i] as number);
    out[i] = ab + wc * (c[i] as number) + wd * (d[i] as number);
  }
}

function addThree(
  from: Float64Array,
  vectors: readonly Float64Array[],
  weights: Float64Array,
  j: number,
  out: Float64Array,
): void {
  const a = vectors[j] as Float64Array;
  const b = vectors[j + 1] as Float64Array;
  const c = vectors[j + 2] as Float64Array;
  const wa = weights[j] as number;
  const wb = weights[j + 1] as number;
  const wc = weights[j + 2] as number;
  for (let i = 0; i < out.length; i++) {
    out[i] = (from[i] as number) + wa * (a[i] as number) + wb * (b[i] as number) + wc * (c[i] as number);
  }
}

function addTwo(
  from: Float64Array,
  vectors: readonly Float64Array[],
  weights: Float64Array,
  j: number,
  out: Float64Array,
): void {
  const a = vectors[j] as Float64Array;
  const b = vectors[j + 1] as Float64Array;
  const wa = weights[j] as number;
  const wb = weights[j + 1] as number;
  for (let i = 0; i < out.length; i++) out[i] = (from[i] as number) + wa * (a[i] as number) + wb * (b[i] as number);
}

function addOne(
  from: Float64Array,
  vectors: readonly Float64Array[],
  weights: Float64Array,
  j: number,
  out: Float64Array,
): void {
  const a = vectors[j] as Float64Array;
  const wa = weights[j] as number;
  for (let i = 0; i < out.length; i++) out[i] = (from[i] as number) + wa * (a[i] as number);
}

/** Σ a², in eight partial sums. */
export const sumOfSquares: Kernels["sumOfSquares"] = (a) => {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  let i = 0;
  for (; i + 7 < a.length; i += 8) {
    s0 += (a[i] as number) * (a[i] as number);
    s1 += (a[i + 1] as number) * (a[i + 1] as number);
    s2 += (a[i + 2] as number) * (a[i + 2] as number);
    s3 += (a[i + 3] as number) * (a[i + 3] as number);
    s4 += (a[i + 4] as number) * (a[i + 4] as number);
    s5 += (a[i + 5] as number) * (a[i + 5] as number);
    s6 += (a[i + 6] as number) * (a[i + 6] as number);
    s7 += (a[i + 7] as number) * (a[i + 7] as number);
  }
  let sum = s0 + s2 + (s4 + s6) + (s1 + s3 + (s5 + s7));
  for (; i < a.length; i++) sum += (a[i] as number) * (a[i] as number);
  return sum;
};

/** out = exp(scale (re + i im)), element by element; the outputs may be the inputs. */
export const exponential: Kernels["exponential"] = (re, im, scale, outRe, outIm) => {
  for (let i = 0; i < outRe.length; i++) {
    const modulus = Math.exp(scale * (re[i] as number));
    const angle = scale * (im[i] as number);
    outRe[i] = modulus * Math.cos(angle);
    outIm[i] = modulus * Math.sin(angle);
  }
};

/** out = ψ f, element by element. */
export const multiply: Kernels["multiply"] = (factorRe, factorIm, re, im, outRe = re, outIm = im) => {
  for (let i = 0; i < re.length; i++) {
    const a = re[i] as number;
    const b = im[i] as number;
    const c = factorRe[i] as number;
    const d = factorIm[i] as number;
    outRe[i] = a * c - b * d;
    outIm[i] = a * d + b * c;
  }
};

/** ψ ← i γ |ψ|² ψ. */
export const cubic: Kernels["cubic"] = (gamma, re, im) => {
  for (let i = 0; i < re.length; i++) {
    const a = re[i] as number;
    const b = im[i] as number;
    const rate = gamma * (a * a + b * b);
    re[i] = -rate * b;
    im[i] = rate * a;
  }
};

/** ψ ← ψ exp(i angle |ψ|²). */
export const rotateByIntensity: Kernels["rotateByIntensity"] = (angle, re, im) => {
  for (let i = 0; i < re.length; i++) {
    const a = re[i] as number;
    const b = im[i] as number;
    const phase = angle * (a * a + b * b);
    const c = Math.cos(phase);
    const s = Math.sin(phase);
    re[i] = a * c - b * s;
    im[i] = a * s + b * c;
  }
};
