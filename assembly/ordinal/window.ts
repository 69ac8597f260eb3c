/** Adds one to the count of a code; counts are u32. */
// @ts-ignore: decorator
@inline
export function increment(counts: usize, code: i32): void {
  const address = counts + (<usize>code << 2);
  store<u32>(address, load<u32>(address) + 1);
}

/** Counts the window at address p by comparing all pairs of its samples. */
export function countOne(p: usize, stride: usize, order: i32, counts: usize): void {
  let code = 0;
  let factorial = 1;
  for (let j = 1; j < order; j++) {
    const x = load<f64>(p + <usize>j * stride);
    let above = 0;
    for (let i = 0; i < j; i++) above += i32(load<f64>(p + <usize>i * stride) > x);
    factorial *= j;
    code += above * factorial;
  }
  increment(counts, code);
}
