// What this package uses of WebAssembly, which only the DOM library of TypeScript declares. Not part of the build.
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Global {
    readonly value: number;
  }
  type Exports = Readonly<Record<string, unknown>>;
  interface Instance {
    readonly exports: Exports;
  }
  const Memory: { new (descriptor: { readonly initial: number; readonly maximum?: number }): Memory };
  const Global: { new (descriptor: { readonly value: string; readonly mutable?: boolean }, value?: number): Global };
  const Module: { new (bytes: Uint8Array): Module };
  const Instance: { new (module: Module, imports?: Readonly<Record<string, object>>): Instance };
}
