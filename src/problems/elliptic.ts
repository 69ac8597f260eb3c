/**
 * Jacobi's elliptic functions of argument u and parameter m = k², 0 ≤ m < 1.
 *
 * sn and cn by the descending Landen transformation along the arithmetic–geometric mean, dn = √(cn² + (1 − m) sn²).
 *
 * M. Abramowitz & I. A. Stegun, Handbook of Mathematical Functions, 16.4; DLMF 22.20(ii).
 */
export function jacobi(u: number, m: number): { readonly sn: number; readonly cn: number; readonly dn: number } {
  const a = [1];
  const c = [Math.sqrt(m)];
  let b = Math.sqrt(1 - m);
  while ((c.at(-1) as number) > Number.EPSILON * (a.at(-1) as number)) {
    const last = a.at(-1) as number;
    a.push((last + b) / 2);
    c.push((last - b) / 2);
    b = Math.sqrt(last * b);
  }
  const period = (2 * Math.PI) / (a.at(-1) as number); // 4K
  const reduced = u - period * Math.round(u / period);
  let phi = 2 ** (a.length - 1) * (a.at(-1) as number) * reduced;
  for (let n = a.length - 1; n > 0; n--) {
    phi = (phi + Math.asin(((c[n] as number) / (a[n] as number)) * Math.sin(phi))) / 2;
  }
  const [sn, cn] = [Math.sin(phi), Math.cos(phi)];
  return { sn, cn, dn: Math.sqrt(cn * cn + (1 - m) * sn * sn) };
}

/** The complete elliptic integral of the first kind, K(m) = π / (2 agm(1, √(1 − m))), 0 ≤ m < 1. DLMF 19.8.5 */
export function ellipticK(m: number): number {
  let [a, b] = [1, Math.sqrt(1 - m)];
  while (Math.abs(a - b) > Number.EPSILON * a) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  return Math.PI / (a + b);
}
