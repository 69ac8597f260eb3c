/**
 * How many of the samples 1, 2, … `steps` ≤ 7 delays before the one at `at` exceed it. They are taken four, two and one at a
 * time: a loop over them would cost twice as much.
 */
export function exceeding(x: Float64Array, at: number, delay: number, steps: number): number {
  const value = x[at] as number;
  let back = at;
  let count = 0;
  if (steps & 4) {
    count =
      +((x[back - delay] as number) > value) +
      +((x[back - 2 * delay] as number) > value) +
      +((x[back - 3 * delay] as number) > value) +
      +((x[back - 4 * delay] as number) > value);
    back -= 4 * delay;
  }
  if (steps & 2) {
    count += +((x[back - delay] as number) > value) + +((x[back - 2 * delay] as number) > value);
    back -= 2 * delay;
  }
  if (steps & 1) count += +((x[back - delay] as number) > value);
  return count;
}
