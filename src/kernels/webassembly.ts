/** What is used of the WebAssembly interface of browsers and Node, whose own declarations come with the DOM's. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

/** A number that a module exports. */
export interface WasmGlobal {
  readonly value: number;
}

/** A compiled module. */
export type WasmModule = object;

interface WebAssemblyInterface {
  readonly Memory: new (limits: { initial: number; maximum: number; shared?: boolean }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new <E>(module: WasmModule, imports?: { env: { memory: WasmMemory } }) => { readonly exports: E };
  compile(bytes: Uint8Array): Promise<WasmModule>;
  validate(bytes: Uint8Array): boolean;
}

declare const WebAssembly: WebAssemblyInterface | undefined;

/** The interface of this machine. */
export function webAssembly(): WebAssemblyInterface {
  if (typeof WebAssembly === "undefined") throw new Error("this machine has no WebAssembly");
  return WebAssembly;
}
