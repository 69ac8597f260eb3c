// `npm run build:wasm`: compiles every assembly/NAME/index.ts into one WebAssembly module, embedded as base64 in
// src/kernels/generated/NAME.ts with the place of the flag that says whether its imported memory is shared.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./shell.mjs";

const limitKilobytes = 40;
const compiler = join("node_modules", "assemblyscript", "bin", "asc.js");
const target = join("src", "kernels", "generated");

/** No garbage collector, no bounds of its own; memory from outside, of at most 2 GiB so that addresses are positive. */
const flags = [
  ...["-O3", "--noAssert", "--uncheckedBehavior", "always", "--enable", "simd"],
  ...["--runtime", "stub", "--importMemory", "--noExportMemory", "--maximumMemory", "32768"],
];

const names = readdirSync("assembly", { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join("assembly", entry.name, "index.ts")))
  .map((entry) => entry.name)
  .sort();

mkdirSync(target, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "sech-wasm-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
let total = 0;
for (const name of names) {
  const wasm = await compile(name);
  total += wasm.length;
  writeFileSync(join(target, `${name}.ts`), moduleText(name, wasm));
  console.log(`${name}: ${(wasm.length / 1e3).toFixed(1)} kB`);
}
if (total > limitKilobytes * 1e3) throw new Error(`the modules have ${total} bytes; the limit is ${limitKilobytes} kB`);

/** @param {string} name @returns {Promise<Buffer>} */
async function compile(name) {
  const output = join(scratch, `${name}.wasm`);
  const source = join("assembly", name, "index.ts");
  await run(process.execPath, [compiler, source, "--outFile", output, ...flags]);
  return readFileSync(output);
}

/** @param {string} name @param {Buffer} wasm */
function moduleText(name, wasm) {
  return [
    "// Written by scripts/build-wasm.mjs.",
    `/** The module of assembly/${name}, base64. */`,
    `export const wasm: string = "${wasm.toString("base64")}";`,
    "/** The byte that is 1 for a memory of this program alone, and 3 for one shared between threads. */",
    `export const memoryFlagAt: number = ${memoryFlag(wasm)};`,
    "",
  ].join("\n");
}

/**
 * The offset of the limits flag of the memory import "env" "memory" (WebAssembly 2.0, §5.5.5 and §5.3.8).
 *
 * @param {Buffer} wasm
 */
function memoryFlag(wasm) {
  const name = Buffer.from("\x03env\x06memory\x02", "latin1");
  const at = wasm.indexOf(name) + name.length;
  if (at < name.length || wasm[at] !== 1) throw new Error("the module does not import a memory with a maximum");
  return at;
}
