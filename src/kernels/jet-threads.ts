import type { HelperThread, JetImplementation } from "../core/index.ts";

interface NodeWorker extends HelperThread {
  unref(): void;
}

interface NodeProcess {
  getBuiltinModule?(name: "node:worker_threads"): { readonly Worker: new (url: URL) => NodeWorker };
}

/**
 * The WASM jets for `registerJets`. In Node their threads belong to the process and end with it; elsewhere there is one
 * thread, because a page may not block its own to wait for others.
 */
export async function loadJets(): Promise<JetImplementation> {
  const { hasRelaxed, threadPool, wasmLeastSquares } = await import("./jets/index.ts");
  const { process } = globalThis as { readonly process?: NodeProcess };
  // Uncompiled sources have no entry that a thread of Node could run.
  const compiled = !import.meta.url.endsWith(".ts");
  const threads = compiled ? process?.getBuiltinModule?.("node:worker_threads") : undefined;
  const make = await wasmLeastSquares(threads === undefined ? null : threadPool(() => startWorker(threads.Worker)));
  return { make, relaxed: hasRelaxed() };
}

function startWorker(Worker: new (url: URL) => NodeWorker): HelperThread {
  // From dist/kernels/ and from dist/bundle/ alike.
  const worker = new Worker(new URL("../kernels/jets.worker.js", import.meta.url));
  worker.unref();
  return worker;
}
