/**
 * The counter-based generator Philox4x32-10: a bijection of four 32-bit words under a key of two, whose values over
 * successive counters pass all known statistical tests.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as easy as 1, 2, 3, SC '11
 * (2011), §3.3.
 *
 * @param key Two 32-bit words.
 * @param block The counter, four 32-bit words, least significant first; replaced by the random words.
 */
export function philox(key: Uint32Array, block: Uint32Array): void {
  let k0 = key[0] as number;
  let k1 = key[1] as number;
  let c0 = block[0] as number;
  let c1 = block[1] as number;
  let c2 = block[2] as number;
  let c3 = block[3] as number;
  for (let round = 0; round < 10; round++) {
    const high0 = highWord(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = highWord(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1 >>> 0;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0 >>> 0;
    k0 = (k0 + 0x9e3779b9) >>> 0; // the golden ratio
    k1 = (k1 + 0xbb67ae85) >>> 0; // √3 − 1
  }
  block[0] = c0;
  block[1] = c1;
  block[2] = c2;
  block[3] = c3;
}

/** The upper 32 bits of the product of two 32-bit words, by halves of 16 bits. */
function highWord(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const low = ((aLow * bLow) >>> 16) + aHigh * bLow;
  const middle = (low & 0xffff) + aLow * bHigh;
  return aHigh * bHigh + (low >>> 16) + (middle >>> 16);
}
