/**
 * v_k = Σ_j ψ_j exp(−2πi jk/N) as it stands, each angle reduced in integers and each sum compensated, so that its own
 * error is that of one rounding: the oracle of the fast transforms.
 */
export function directDft(re: Float64Array, im: Float64Array): [re: Float64Array, im: Float64Array] {
  const n = re.length;
  const angle = (m: number) => ((2 * m > n ? m - n : m) / n) * 2 * Math.PI;
  const cosine = Float64Array.from({ length: n }, (_, m) => Math.cos(angle(m)));
  const sine = Float64Array.from({ length: n }, (_, m) => Math.sin(angle(m)));
  const outRe = new Float64Array(n);
  const outIm = new Float64Array(n);
  const terms = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      const m = (j * k) % n;
      terms[2 * j] = (re[j] as number) * (cosine[m] as number);
      terms[2 * j + 1] = (im[j] as number) * (sine[m] as number);
    }
    outRe[k] = compensated(terms);
    for (let j = 0; j < n; j++) {
      const m = (j * k) % n;
      terms[2 * j] = (im[j] as number) * (cosine[m] as number);
      terms[2 * j + 1] = -(re[j] as number) * (sine[m] as number);
    }
    outIm[k] = compensated(terms);
  }
  return [outRe, outIm];
}

/** Kahan's summation, written here anew so that the oracle shares no code with what it judges. */
function compensated(terms: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < terms.length; i++) {
    const corrected = (terms[i] as number) - lost;
    const next = total + corrected;
    lost = next - total - corrected;
    total = next;
  }
  return total;
}
