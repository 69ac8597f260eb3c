/** The parts of exp(−2πi m/n) for a list of m. */
export interface UnitRoots {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * exp(−2πi m/n) for m = index(0), …, index(count − 1), each a non-negative integer below 2^53.
 *
 * The angle is reduced in integers to the first octant, so every part is as accurate as `Math.cos` and `Math.sin` are
 * on [0, π/4] and the symmetries of the unit circle hold to the bit.
 */
export function unitRoots(n: number, count: number, index: (j: number) => number = (j) => j): UnitRoots {
  const re = new Float64Array(count);
  const im = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    const [cosine, sine] = cosineAndSine(index(j) % n, n);
    re[j] = cosine;
    im[j] = -sine;
  }
  return { re, im };
}

/** cos(2πm/n) and sin(2πm/n), for 0 ≤ m < n. */
function cosineAndSine(m: number, n: number): readonly [cosine: number, sine: number] {
  const octant = Math.floor((8 * m) / n);
  const beyond = 8 * m - octant * n; // the angle is (octant + beyond/n) π/4
  const angle = ((octant % 2 === 0 ? beyond : n - beyond) / n) * (Math.PI / 4);
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  switch (octant) {
    case 0:
      return [c, s];
    case 1:
      return [s, c];
    case 2:
      return [-s, c];
    case 3:
      return [-c, s];
    case 4:
      return [-c, -s];
    case 5:
      return [-s, -c];
    case 6:
      return [s, -c];
    default:
      return [c, -s];
  }
}
