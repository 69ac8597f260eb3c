import type { Kernels } from "../kernels.ts";

/** Kernels whose arrays are given back together. */
export interface KernelScope {
  readonly kernels: Kernels;
  /** Gives back every array that `kernels` has allocated; none may be used afterwards. */
  release(): void;
}

/**
 * The same kernels for one piece of work: what it allocates comes back at its end, and not only when the arrays have been
 * collected, which a loop of many integrations never waits for.
 */
export function kernelScope(kernels: Kernels): KernelScope {
  const allocated: Float64Array[] = [];
  return {
    kernels: {
      ...kernels,
      allocate(length) {
        const array = kernels.allocate(length);
        allocated.push(array);
        return array;
      },
    },
    release() {
      for (const array of allocated.splice(0)) kernels.free(array);
    },
  };
}
