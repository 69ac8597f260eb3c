type Complex = readonly [re: number, im: number];

/** A rectangle in the complex plane. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** A function that is analytic on the rectangle that is searched. */
export type Analytic = (re: number, im: number) => Complex;

/** Zeros closer together than this are one of several orders. */
const smallest = 1e-7;
/** Two neighbouring points of an edge may differ by so much in argument. */
const mostTurn = Math.PI / 4;

/**
 * All zeros of an analytic function in a rectangle, to about 1e-9, each as often as its order says.
 *
 * The number of zeros in a rectangle is the number of turns of f along its boundary; rectangles are halved until one zero
 * is left, from whose middle Newton's iteration must arrive at a zero inside. The count is proof that none is missing, as
 * long as the function does not turn unseen between points whose arguments differ by less than an eighth of a turn.
 *
 * L. M. Delves & J. N. Lyness, Math. Comp. 21 (1967) 543.
 */
export function zerosInBox(f: Analytic, box: Box, resolution: number): Complex[] {
  const cache = new Map<string, Complex>();
  const value = (re: number, im: number) => {
    const key = `${re},${im}`;
    const known = cache.get(key) ?? f(re, im);
    cache.set(key, known);
    return known;
  };
  return search(value, box, turns(value, box, resolution), resolution);
}

function search(f: Analytic, box: Box, count: number, resolution: number): Complex[] {
  if (count < 1) return [];
  const [width, height] = [box.right - box.left, box.top - box.bottom];
  const centre = [(box.left + box.right) / 2, (box.bottom + box.top) / 2] as const;
  if (Math.max(width, height) < smallest) return new Array<Complex>(count).fill(centre);
  if (count === 1) {
    const zero = newton(f, centre, 40);
    const inside =
      zero !== null && zero[0] > box.left && zero[0] < box.right && zero[1] > box.bottom && zero[1] < box.top;
    if (inside) return [zero];
  }
  // Not in the middle, where symmetric functions have their zeros.
  const part = 0.4837;
  const [first, second]: [Box, Box] =
    width > height
      ? [
          { ...box, right: box.left + part * width },
          { ...box, left: box.left + part * width },
        ]
      : [
          { ...box, top: box.bottom + part * height },
          { ...box, bottom: box.bottom + part * height },
        ];
  const below = Math.min(count, Math.max(0, turns(f, first, resolution)));
  return [...search(f, first, below, resolution), ...search(f, second, count - below, resolution)];
}

/** Newton's iteration with the derivative by central differences, or null where it does not converge. */
export function newton(f: Analytic, [startRe, startIm]: Complex, most: number): Complex | null {
  let [re, im] = [startRe, startIm];
  const h = 1e-5;
  for (let iteration = 0; iteration < most; iteration++) {
    const [a, b] = f(re, im);
    const [after, before] = [f(re + h, im), f(re - h, im)];
    const [p, q] = [(after[0] - before[0]) / (2 * h), (after[1] - before[1]) / (2 * h)];
    const size = p * p + q * q;
    const [stepRe, stepIm] = [(a * p + b * q) / size, (b * p - a * q) / size];
    re -= stepRe;
    im -= stepIm;
    if (!Number.isFinite(re + im)) return null;
    if (Math.hypot(stepRe, stepIm) < 1e-14 * Math.max(1, Math.hypot(re, im))) return [re, im];
    // The last digits may never stand still.
    if (iteration > 6 && Math.hypot(stepRe, stepIm) < 1e-11) return [re, im];
  }
  return null;
}

/** How often f turns around zero along the boundary of a rectangle. */
function turns(f: Analytic, { left, right, bottom, top }: Box, resolution: number): number {
  const corners = [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ] as const;
  let angle = 0;
  corners.forEach((from, i) => {
    const to = corners[(i + 1) % 4] as readonly [number, number];
    const pieces = Math.max(8, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / resolution));
    const at = (s: number) => [from[0] + s * (to[0] - from[0]), from[1] + s * (to[1] - from[1])] as const;
    for (let piece = 0; piece < pieces; piece++) {
      const [a, b] = [at(piece / pieces), at((piece + 1) / pieces)];
      angle += turn(f, a, b, f(...a), f(...b), 0);
    }
  });
  return Math.round(angle / (2 * Math.PI));
}

/** Change of the argument of f from one point to another, bisecting until every piece is small. */
function turn(f: Analytic, from: Complex, to: Complex, a: Complex, b: Complex, depth: number): number {
  const change = Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]);
  if (Math.abs(change) < mostTurn || depth > 20) return change;
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;
  const value = f(...middle);
  return turn(f, from, middle, a, value, depth + 1) + turn(f, middle, to, value, b, depth + 1);
}
