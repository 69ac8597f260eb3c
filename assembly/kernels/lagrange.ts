/** Rows of monomial coefficients of a multistep method, as src/core/mode-kernels.ts says and the plain twin does. */
export function multistepWeights(
  nodes: usize, order: usize, h: f64, corrects: bool, weights: usize, ends: usize,
): void {
  const row: usize = 8 * order + 8;
  const last = nodes + 8 * order;
  if (corrects) {
    const scale = h / product(nodes, last, 0, 1);
    fromRoots(nodes, last - 8, 0, scale, weights);
    multiplyByRoot(weights, 8 * order - 8, 1);
    fromRoots(nodes, last, 0, scale, weights + row);
    for (const stop = weights + row; weights < stop; weights += 8) {
      store<f64>(weights + row, load<f64>(weights + row) - load<f64>(weights));
    }
    weights += row;
  }
  for (let node = nodes; node < last; node += 8, weights += row, ends += 8) {
    const size = product(nodes, last, node, load<f64>(node));
    fromRoots(nodes, last, node, h / size, weights);
    store<f64>(weights + row - 8, 0);
    store<f64>(ends, product(nodes, last, node, 1) / size);
  }
}

/** Π (s − node) over all nodes but the one at `skip`. */
function product(nodes: usize, last: usize, skip: usize, s: f64): f64 {
  let value: f64 = 1;
  for (; nodes < last; nodes += 8) if (nodes != skip) value *= s - load<f64>(nodes);
  return value;
}

/** The coefficients of scale Π (s − node) over all nodes but the one at `skip`. */
function fromRoots(nodes: usize, last: usize, skip: usize, scale: f64, out: usize): void {
  let degree: usize = 0;
  store<f64>(out, scale);
  for (; nodes < last; nodes += 8) {
    if (nodes == skip) continue;
    multiplyByRoot(out, degree, load<f64>(nodes));
    degree += 8;
  }
}

/** Multiplies the polynomial whose highest coefficient is `degree` bytes after `out` by (s − root). */
function multiplyByRoot(out: usize, degree: usize, root: f64): void {
  let at = out + degree;
  store<f64>(at, load<f64>(at), 8);
  for (; at > out; at -= 8) store<f64>(at, load<f64>(at - 8) - root * load<f64>(at));
  store<f64>(out, -root * load<f64>(out));
}
