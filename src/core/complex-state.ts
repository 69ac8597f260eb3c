/** The two halves of a complex state stored as one array [re | im]; views on it. */
export interface ComplexState {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const known = new WeakMap<Float64Array, ComplexState>();

/** Keeps a state while one of its halves is in use, because the place of a dropped array is given to another. */
const owners = new WeakMap<Float64Array, Float64Array>();

/** The halves of a state of even length. The views are made once an array, so that steps allocate nothing. */
export function halves(state: Float64Array): ComplexState {
  let views = known.get(state);
  if (views === undefined) {
    const modes = state.length / 2;
    views = { re: state.subarray(0, modes), im: state.subarray(modes) };
    known.set(state, views);
    owners.set(views.re, state);
    owners.set(views.im, state);
  }
  return views;
}
