import type { WasmMemory } from "./webassembly.ts";

/** Arrays inside the memory of a WASM module. */
export interface Heap {
  /** A zeroed array in the memory, or where that is full outside it. */
  allocate(length: number): Float64Array;
  /** Gives the place of an array back at once; otherwise it comes back after the array has been collected. */
  free(array: Float64Array): void;
  /** Where in the memory an array starts, or −1 where it is not in it. */
  address(array: Float64Array): number;
  /** A place of at least so many bytes, for the caller to give back or keep, or −1 where the memory is full. */
  take(bytes: number): number;
  give(address: number, bytes: number): void;
  numbers(address: number, length: number): Float64Array;
  words(address: number, length: number): Uint32Array;
}

const pageBytes = 65_536;

/** Between neighbours, so that lines of 2^a bytes do not fall on the same places of the cache. */
const skewBytes = 192;

/**
 * The heap of a memory from `base` on.
 *
 * A shared memory grows without detaching the arrays that are already in it. One of a single thread would detach them, so
 * it has its final size from the start: what is not used of it is never touched.
 */
export function heapOf(memory: WasmMemory, base: number, canGrow: boolean): Heap {
  let buffer = memory.buffer;
  const earlier = new Set<ArrayBufferLike>();
  const unused = new Map<number, number[]>();
  // To ask an array for its buffer takes longer than to look the array up.
  const addresses = new WeakMap<Float64Array, number>();
  const places = new WeakMap<Float64Array, Place>();
  const collected = new FinalizationRegistry<Place>((place) => give(place.address, place.bytes));
  let top = aligned(base);

  function take(wanted: number): number {
    const bytes = sizeClass(wanted);
    const known = unused.get(bytes)?.pop();
    if (known !== undefined) return known;
    const end = top + bytes + skewBytes;
    if (end > buffer.byteLength && !grow(end)) return -1;
    const address = top;
    top = end;
    return address;
  }

  function grow(end: number): boolean {
    if (!canGrow) return false;
    const missing = Math.ceil((end - buffer.byteLength) / pageBytes);
    const generous = Math.ceil(buffer.byteLength / pageBytes / 4);
    if (!grown(Math.max(missing, generous)) && !grown(missing)) return false;
    earlier.add(buffer);
    buffer = memory.buffer;
    return true;
  }

  function grown(pages: number): boolean {
    try {
      memory.grow(pages);
      return true;
    } catch {
      return false;
    }
  }

  function give(address: number, wanted: number): void {
    const bytes = sizeClass(wanted);
    const list = unused.get(bytes);
    if (list === undefined) unused.set(bytes, [address]);
    else list.push(address);
  }

  return {
    allocate(length) {
      const bytes = 8 * length;
      const address = take(bytes);
      if (address < 0) return new Float64Array(length);
      const array = new Float64Array(buffer, address, length).fill(0);
      const place = { address, bytes };
      places.set(array, place);
      collected.register(array, place, array);
      return array;
    },
    free(array) {
      const place = places.get(array);
      if (place === undefined) return;
      places.delete(array);
      collected.unregister(array);
      give(place.address, place.bytes);
    },
    address(array) {
      const known = addresses.get(array);
      if (known !== undefined) return known;
      const { buffer: home, byteOffset } = array;
      if (home !== buffer && !earlier.has(home)) return -1;
      addresses.set(array, byteOffset);
      return byteOffset;
    },
    take,
    give,
    numbers: (address, length) => new Float64Array(buffer, address, length),
    words: (address, length) => new Uint32Array(buffer, address, length),
  };
}

interface Place {
  readonly address: number;
  readonly bytes: number;
}

/** Eight sizes an octave, so that places of one size serve the next array of about that size. */
function sizeClass(bytes: number): number {
  const step = Math.max(64, 2 ** (Math.floor(Math.log2(Math.max(bytes, 1))) - 3));
  return Math.max(step, Math.ceil(bytes / step) * step);
}

function aligned(address: number): number {
  return Math.ceil(address / 64) * 64;
}
