/**
 * The label ξ of the path that is at x at time t, where paths are straight: ξ + t a(u₀(ξ)) = x, by bisection to the last bit.
 * Before paths cross there is one; afterwards this is one of them.
 *
 * @param speed a(u₀(ξ)) of a label.
 * @param range The least and the greatest of these speeds.
 */
export function straightFoot(
  speed: (label: number) => number,
  [slowest, fastest]: readonly [number, number],
  x: number,
  t: number,
): number {
  let [low, high] = [x - t * fastest, x - t * slowest];
  while (true) {
    const middle = (low + high) / 2;
    if (!(low < middle && middle < high)) return middle;
    if (middle + t * speed(middle) < x) low = middle;
    else high = middle;
  }
}

/**
 * The entropy solution of u_t + u u_x = 0 with u₀ = sin x at all times. The shock stands at x = π, by symmetry; left of it the
 * path holds whose label is least, the first on which ξ + t sin ξ is x. On the shock itself there is no value.
 */
export function sineBurgers(x: number, t: number): number {
  const place = intoRing(x, 0, 2 * Math.PI);
  if (place > Math.PI) return -sineBurgers(2 * Math.PI - place, t);
  if (place === Math.PI) return t > 1 ? Number.NaN : 0;
  let [low, high] = [0, t > 1 ? Math.acos(-1 / t) : Math.PI];
  while (true) {
    const middle = (low + high) / 2;
    if (!(low < middle && middle < high)) return Math.sin(middle);
    if (middle + t * Math.sin(middle) < place) low = middle;
    else high = middle;
  }
}

/**
 * Where a particle that is at x at time t with x′ = c (1 + ε sin x), |ε| < 1, began: with τ = tan(x/2) and s = √(1 − ε²),
 * 2 atan((τ + ε)/s) grows at the rate c s.
 */
export function sineFlowFoot(c: number, epsilon: number, x: number, t: number): number {
  const s = Math.sqrt(1 - epsilon * epsilon);
  const phase = onBranch(x, (half) => Math.atan((Math.tan(half) + epsilon) / s)) - c * s * t;
  return onBranch(phase, (half) => Math.atan(s * Math.tan(half) - epsilon));
}

/** 2 f(x/2) for an f that maps (−π/2, π/2) onto itself, continued through all turns. */
function onBranch(x: number, f: (half: number) => number): number {
  const turns = Math.round(x / (2 * Math.PI));
  return 2 * f((x - 2 * Math.PI * turns) / 2) + 2 * Math.PI * turns;
}

/** x moved by whole periods into [from, from + period). */
export function intoRing(x: number, from: number, period: number): number {
  return x - period * Math.floor((x - from) / period);
}
