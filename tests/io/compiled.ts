import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import typescript from "typescript";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Compiles folders of `src` into `out`, for a child process of plain Node; hands back the address of `src/io`. */
export function compileIo(out: string): string {
  compileSource(out, ["core", "io"]);
  return pathToFileURL(join(out, "io", "index.js")).href;
}

/** Compiles folders of `src` into `out`, for another thread or process. */
export function compileSource(out: string, folders: readonly string[]): void {
  for (const folder of folders) compileFolder(join(root, "src", folder), join(out, folder));
  symlinkSync(join(root, "node_modules"), join(out, "node_modules"), "dir");
  writeFileSync(join(out, "package.json"), '{ "type": "module" }');
}

function compileFolder(from: string, to: string): void {
  const compilerOptions = {
    target: typescript.ScriptTarget.ES2022,
    module: typescript.ModuleKind.ESNext,
    rewriteRelativeImportExtensions: true,
  };
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, source)).replace(/\.ts$/, ".js");
    mkdirSync(dirname(target), { recursive: true });
    const options = { compilerOptions, fileName: source };
    writeFileSync(target, typescript.transpileModule(readFileSync(source, "utf8"), options).outputText);
  }
}
