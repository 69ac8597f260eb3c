import { type JetInfo, jetInfo } from "../jets/registration.ts";
import type { Kernels } from "../kernels.ts";
import { plainKernels } from "./plain.ts";

/** Which kernels are at work, and why not others. */
export interface KernelInfo {
  readonly name: Kernels["name"];
  /** Whether a registration is still loading, so that the kernels may yet change. */
  readonly loading: boolean;
  /** Why the last registration failed, or null. */
  readonly failure: string | null;
  /** What computes the residuals of networks: plain loops, SIMD, or SIMD with fused multiply-adds on request. */
  readonly jets: JetInfo;
}

interface Registration {
  readonly kernels: Kernels;
  readonly loading: boolean;
  readonly failure: string | null;
  readonly settled: Promise<void>;
}

let current: Registration = registered(plainKernels);

/** The registered kernels, or the plain ones while none are. */
export function defaultKernels(): Kernels {
  return current.kernels;
}

/**
 * Makes kernels the default. A promise of kernels takes effect when it is fulfilled; until then, and if it is rejected,
 * the default stays what it was. The last registration counts.
 */
export function registerKernels(kernels: Kernels | Promise<Kernels>): void {
  if (!("then" in kernels)) {
    current = registered(kernels);
    return;
  }
  const settled = kernels.then(
    (loaded) => {
      if (current === loading) current = registered(loaded);
    },
    (reason: unknown) => {
      if (current === loading) current = { ...loading, loading: false, failure: String(reason) };
    },
  );
  const loading: Registration = { kernels: current.kernels, loading: true, failure: null, settled };
  current = loading;
}

/** Resolves when the last registration has settled, well or badly; `kernelInfo` tells which. */
export async function ready(): Promise<void> {
  await current.settled;
}

/** Which kernels are at work. */
export function kernelInfo(): KernelInfo {
  return { name: current.kernels.name, loading: current.loading, failure: current.failure, jets: jetInfo() };
}

function registered(kernels: Kernels): Registration {
  return { kernels, loading: false, failure: null, settled: Promise.resolve() };
}
