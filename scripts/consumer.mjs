// An empty project that installs the packed package, as a user would: what is measured and tried there.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { run } from "./shell.mjs";

/** The programs of the public surface, and whether what they use is there yet. Budgets in seconds are cut to `seconds`. */
const snippets = [
  { file: "examples/01-soliton.ts", runs: true },
  { file: "tests/types/02-burgers.ts", runs: true },
  { file: "tests/types/03-convection.ts", runs: true },
  { file: "tests/types/04-complexity.ts", runs: true },
];
const seconds = 2;

/** Packs the package and installs it, without any other, in a new project. */
export async function installInEmptyProject() {
  const project = mkdtempSync(join(tmpdir(), "sech-consumer-"));
  process.on("exit", () => rmSync(project, { recursive: true, force: true }));
  const packed = await run("npm", ["pack", "--silent", "--pack-destination", project]);
  const tarball = join(project, packed.trim().split("\n").at(-1) ?? "");
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], { cwd: project });
  return { project, tarball };
}

/** Size of everything that was installed, in MB. @param {string} project */
export function installedMegabytes(project) {
  const files = readdirSync(join(project, "node_modules"), { recursive: true, withFileTypes: true });
  const bytes = files.filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).size);
  return bytes.reduce((sum, size) => sum + size, 0) / 1e6;
}

/** Time of `import "sech"` in a fresh process, in ms: the least of nine, because a busy machine only adds. @param {string} project */
export async function importMilliseconds(project) {
  const program = 'const start = performance.now(); await import("sech"); console.log(performance.now() - start);';
  const times = [];
  for (let i = 0; i < 9; i++) {
    times.push(Number(await run(process.execPath, ["--input-type=module", "--eval", program], { cwd: project })));
  }
  return Math.min(...times);
}

/** What a browser loads for the first snippet without its file, minified and compressed, in kB. @param {string} project */
export async function bundleKilobytes(project) {
  const source = readFileSync(snippets[0]?.file ?? "", "utf8");
  const input = join(project, "browser.ts");
  writeFileSync(input, source.replaceAll(/^.*writeNetcdf.*$/gm, ""));
  const bundle = await rolldown({
    input,
    platform: "browser",
    onLog(_level, log) {
      throw new Error(`the browser bundle: ${log.message}`);
    },
  });
  const { output } = await bundle.generate({ minify: true });
  const loaded = output.flatMap((file) => (file.type === "chunk" && !file.isDynamicEntry ? [file.code] : []));
  return gzipSync(loaded.join("")).length / 1e3;
}

/**
 * Type-checks every entry of the package and the snippets, as strictly as a user can, and runs the snippets that can run.
 *
 * @param {string} project
 */
export async function tryPrograms(project) {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
  const entries = Object.keys(exports).filter((entry) => !entry.endsWith(".json"));
  const imports = entries.map((entry, i) => `export * as entry${i} from "sech${entry.slice(1)}";`);
  writeFileSync(join(project, "entries.ts"), imports.join("\n"));
  for (const { file } of snippets) {
    const program = readFileSync(file, "utf8").replace(/seconds: \d+/, `seconds: ${seconds}`);
    writeFileSync(join(project, basename(file)), program);
  }
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    lib: ["es2023", "dom"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    outDir: "out",
  };
  const files = ["entries.ts", ...snippets.map(({ file }) => basename(file))];
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  await run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "--project", project]);
  const ready = snippets.filter(({ runs }) => runs).map(({ file }) => basename(file, ".ts"));
  for (const name of ready) await run(process.execPath, [join("out", `${name}.js`)], { cwd: project });
  return `${snippets.length} compile, ${ready.length} run`;
}

/** The version that the installed command prints. @param {string} project */
export async function commandVersion(project) {
  return (await run("npx", ["--no", "--", "sech", "--version"], { cwd: project })).trim();
}
