// `npm run build:wasm`: compiles every assembly/NAME/index.ts into one WebAssembly module, embedded as base64 in
// src/kernels/generated/NAME.ts, where that is older than any source. A module states further options of the compiler in
// assembly/NAME/asconfig.json.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./shell.mjs";

/** What a module may have at most, so that a page loads quickly. */
const limitKilobytes = 40;
const compiler = join("node_modules", "assemblyscript", "bin", "asc.js");
const target = join("src", "kernels", "generated");

/** No garbage collector and no assertions; vectors of two numbers. */
const flags = ["-O3", "--noAssert", "--enable", "simd", "--runtime", "stub"];

const names = readdirSync("assembly", { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join("assembly", entry.name, "index.ts")))
  .map((entry) => entry.name)
  .sort();

mkdirSync(target, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "sech-wasm-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const newest = Math.max(...["assembly", import.meta.filename].flatMap(modified));
for (const name of names) {
  const module = join(target, `${name}.ts`);
  if (existsSync(module) && statSync(module).mtimeMs > newest) continue;
  const wasm = await compile(name);
  if (wasm.length > limitKilobytes * 1e3)
    throw new Error(`${name} has ${wasm.length} bytes; the limit is ${limitKilobytes} kB`);
  writeFileSync(module, moduleText(name, wasm));
  console.log(`${name}: ${(wasm.length / 1e3).toFixed(1)} kB`);
}

/** When a file, or each of all files in a folder, was last changed; modules import from one another's folders. @param {string} path @returns {number[]} */
function modified(path) {
  const { mtimeMs } = statSync(path);
  const inside = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: "utf8" }) : [];
  return [mtimeMs, ...inside.map((file) => statSync(join(path, file)).mtimeMs)];
}

/** @param {string} name @returns {Promise<Buffer>} */
async function compile(name) {
  const output = join(scratch, `${name}.wasm`);
  const folder = join("assembly", name);
  const config = join(folder, "asconfig.json");
  const more = existsSync(config) ? ["--config", config] : [];
  await run(process.execPath, [compiler, join(folder, "index.ts"), "--outFile", output, ...flags, ...more]);
  return readFileSync(output);
}

/** @param {string} name @param {Buffer} wasm */
function moduleText(name, wasm) {
  const flag = memoryFlag(wasm);
  const place = [
    "/** The byte that is 1 for a memory of this program alone, and 3 for one shared between threads. */",
    `export const memoryFlagAt: number = ${flag};`,
  ];
  return [
    "// Written by scripts/build-wasm.mjs.",
    `/** The module of assembly/${name}, base64. */`,
    `export const wasm: string = "${wasm.toString("base64")}";`,
    ...(flag === undefined ? [] : place),
    "",
  ].join("\n");
}

/**
 * The offset of the limits flag of the memory import "env" "memory" where there is one (WebAssembly 2.0, §5.5.5 and
 * §5.3.8).
 *
 * @param {Buffer} wasm @returns {number | undefined}
 */
function memoryFlag(wasm) {
  const name = Buffer.from("\x03env\x06memory\x02", "latin1");
  const at = wasm.indexOf(name) + name.length;
  if (at < name.length) return undefined;
  if (wasm[at] !== 1) throw new Error("an imported memory needs a maximum");
  return at;
}
