import type { DenseKernels } from "./dense.ts";
import { plainDense } from "./plain.ts";

let current: DenseKernels = plainDense;
let waiting: (() => DenseKernels | Promise<DenseKernels>) | null = null;
let settled: Promise<void> = Promise.resolve();

/**
 * Makes dense kernels the default. They are made at their first use; while a promise of them is pending, and where making
 * them fails (an engine without SIMD), the plain ones are at work, which `denseKernels().name` tells.
 */
export function registerDenseKernels(factory: () => DenseKernels | Promise<DenseKernels>): void {
  waiting = factory;
  current = plainDense;
}

/** The registered dense kernels, or the plain ones. */
export function denseKernels(): DenseKernels {
  if (waiting !== null) {
    const make = waiting;
    waiting = null;
    try {
      const made = make();
      if ("then" in made) settled = adopt(made);
      else current = made;
    } catch {
      current = plainDense;
    }
  }
  return current;
}

/** Resolves when the registered dense kernels are at work, or have turned out not to work here. */
export async function denseReady(): Promise<DenseKernels> {
  denseKernels();
  await settled;
  return current;
}

async function adopt(made: Promise<DenseKernels>): Promise<void> {
  try {
    current = await made;
  } catch {
    current = plainDense;
  }
}
