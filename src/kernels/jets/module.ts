import { memoryFlagAt, wasm } from "../generated/jets.ts";
import { memoryFlagAt as relaxedFlagAt, wasm as relaxedWasm } from "../generated/jets-relaxed.ts";
import { type WasmMemory, type WasmModule, webAssembly } from "../webassembly.ts";

/** What all functions of Gaussians are told of a block. */
export type GaussianArguments = [
  dimensions: number,
  full: number,
  count: number,
  outputs: number,
  records: number,
  stride: number,
  shifts: number,
  shiftCount: number,
  slots: number,
  width: number,
  row: number,
  x: number,
];

/** The functions of assembly/jets; arrays are addresses, lengths are in numbers. */
export interface JetExports {
  heapBase(): number;
  pack(weights: number, packed: number, transposed: number, outputs: number, inputs: number): void;
  dense(
    packed: number,
    bias: number,
    x: number,
    out: number,
    outputs: number,
    inputs: number,
    columns: number,
    biased: number,
  ): void;
  weightGradient(
    g: number,
    x: number,
    weights: number,
    bias: number,
    outputs: number,
    inputs: number,
    columns: number,
    biased: number,
  ): void;
  activate(
    activation: number,
    table: number,
    channels: number,
    order: number,
    width: number,
    neurons: number,
    z: number,
    y: number,
    aux: number,
  ): void;
  activateReverse(
    activation: number,
    table: number,
    channels: number,
    order: number,
    width: number,
    neurons: number,
    z: number,
    y: number,
    aux: number,
    g: number,
  ): void;
  pointGradients(
    channels: number,
    width: number,
    g: number,
    x: number,
    rows: number,
    stride: number,
    outputs: number,
    inputs: number,
    adds: number,
  ): void;
  addNormal(rows: number, stride: number, count: number, parameters: number, out: number): void;
  gaussianValues(...all: [...GaussianArguments, out: number]): void;
  gaussianGradient(...all: [...GaussianArguments, g: number, rows: number, parameters: number, gradient: number]): void;
  gaussianPoints(
    ...all: [
      ...GaussianArguments,
      g: number,
      rows: number,
      parameters: number,
      to: number,
      toStride: number,
      moving: number,
      adds: number,
    ]
  ): void;
  gaussianTimes(
    ...all: [...GaussianArguments, g: number, rows: number, parameters: number, v: number, out: number]
  ): void;
}

/** As in scripts/build-wasm.mjs: 2 GiB. */
export const maximumPages = 32_768;
export const pageBytes = 65_536;

/** The bytes of the module for a memory of one thread or a shared one. */
function jetBytes(relaxed: boolean, shared: boolean): Uint8Array {
  const bytes = Uint8Array.from(atob(relaxed ? relaxedWasm : wasm), (character) => character.charCodeAt(0));
  if (shared) bytes[relaxed ? relaxedFlagAt : memoryFlagAt] = 3;
  return bytes;
}

/** Compiled once, so that what the engine learns of a hot loop serves every program. */
const compiled = new Map<string, WasmModule>();

/** The module for a memory of one thread or a shared one. */
export function jetModule(relaxed: boolean, shared: boolean): WasmModule {
  const key = `${relaxed} ${shared}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const module = new (webAssembly().Module)(jetBytes(relaxed, shared));
  compiled.set(key, module);
  return module;
}

/** Compiles the module of one thread without holding the page up; fails where the machine has no SIMD. */
export async function compileJets(): Promise<void> {
  compiled.set(`${false} ${false}`, await webAssembly().compile(jetBytes(false, false)));
}

/** Whether this machine has fused multiply-adds in WebAssembly (relaxed SIMD): Node from 22 on. */
export function hasRelaxed(): boolean {
  return webAssembly().validate(jetBytes(true, false));
}

/** The functions of a module at work on a memory. */
export function instantiateJets(memory: WasmMemory, module: WasmModule): JetExports {
  return new (webAssembly().Instance)<JetExports>(module, { env: { memory } }).exports;
}
