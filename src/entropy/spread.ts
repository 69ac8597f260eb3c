/** Parts of a series, evenly spread over it, each thinned to every `stride`-th sample. */
export interface Spread {
  readonly parts: readonly Float64Array[];
  readonly stride: number;
  /** Samples of the series between the ends of the parts. */
  readonly spanned: number;
}

/** Samples of a part: fewer only where the series has fewer, and less than twice as many. */
const partLength = 4096;
/** Parts at most. */
const most = 4;

/**
 * The parts of a series by which it is judged: all of it up to 32 764 samples, else four parts of 8191. Where the delay has
 * a divisor, only every so-many-th sample is looked at as leaves 4096 of them or more, so that patterns stay what they are
 * and the parts cover up to 32 764 delays.
 */
export function spread(series: Float64Array, delay: number): Spread {
  let stride = 1;
  for (let divisor = 2; divisor <= delay && divisor * partLength <= series.length; divisor++) {
    if (delay % divisor === 0) stride = divisor;
  }
  const places = Math.ceil(series.length / stride);
  const count = Math.min(most, Math.max(1, Math.floor(places / partLength)));
  const length = Math.min(2 * partLength - 1, Math.floor(places / count));
  const parts = Array.from({ length: count }, (_, i) => {
    const start = count === 1 ? 0 : Math.floor((i * (places - length)) / (count - 1));
    return Float64Array.from({ length }, (_, j) => series[(start + j) * stride] as number);
  });
  return { parts, stride, spanned: Math.min(series.length, count * length * stride) };
}
