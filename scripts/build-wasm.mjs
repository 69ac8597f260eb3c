// Compiles every assembly/NAME/index.ts to WASM and embeds it as src/kernels/generated/NAME.ts; run by `npm run build`.
// A module may add options of the compiler in assembly/NAME/asconfig.json.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./shell.mjs";

const options = ["-O3", "--enable", "simd", "--runtime", "stub", "--noAssert"];
const target = "src/kernels/generated";
const folder = mkdtempSync(join(tmpdir(), "sech-wasm-"));
try {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync("assembly")) {
    const entry = join("assembly", name, "index.ts");
    if (!existsSync(entry)) continue;
    const config = join("assembly", name, "asconfig.json");
    const file = join(folder, `${name}.wasm`);
    await run("asc", [entry, "-o", file, ...options, ...(existsSync(config) ? ["--config", config] : [])]);
    const base64 = readFileSync(file).toString("base64");
    const text = `/** assembly/${name}, compiled by scripts/build-wasm.mjs. */\nexport const wasm: string =\n  "${base64}";\n`;
    writeFileSync(join(target, `${name}.ts`), text);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
