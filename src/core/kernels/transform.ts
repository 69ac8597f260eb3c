/**
 * A complex discrete Fourier transform of one fixed length N, in place on the split line
 * `re[offset … offset + N − 1]`, `im[…]`:
 *
 * v_k = scale · Σ_j ψ_j exp(−2πi jk/N).
 *
 * The opposite sign in the exponent costs nothing: exchange `re` and `im`, since i conj(z) exchanges the parts of z and
 * the transform of i conj(ψ) is i conj of the transform with +i.
 */
export type Transform = (re: Float64Array, im: Float64Array, offset: number, scale: number) => void;
