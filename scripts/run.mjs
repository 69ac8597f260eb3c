// `npm run example [NAME …]` and `npm run bench [NAME …]`: compiles a folder into build/ and runs the programs named,
// or all in order. They import the package by its name, so they run against dist/.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";

/** Which files of a folder are programs, and their names. @type {Record<string, RegExp>} */
const programs = { examples: /^\d\d-(.+)\.ts$/, bench: /^(.+)\.bench\.ts$/ };

const [folder = "examples", ...wanted] = process.argv.slice(2);
const pattern = programs[folder];
if (pattern === undefined) fail(`the folder must be one of ${Object.keys(programs).join(", ")}, got ${folder}`);
if (!existsSync("dist/index.js")) fail("dist/ is missing; try npm run build");

const sources = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .sort()
  : [];
const names = new Map(sources.flatMap((file) => (pattern.exec(file)?.slice(1) ?? []).map((name) => [name, file])));
const unknown = wanted.filter((name) => !names.has(name));
if (unknown.length > 0) fail(`${folder} has no ${unknown.join(", ")}; try ${[...names.keys()].join(", ")}`);

const target = join("build", folder);
mkdirSync(target, { recursive: true });
for (const file of sources) writeFileSync(join(target, compiled(file)), compile(join(folder, file)));
for (const name of wanted.length > 0 ? wanted : names.keys()) {
  await import(pathToFileURL(join(target, compiled(names.get(name) ?? ""))).href);
}

/** @param {string} file */
function compiled(file) {
  return file.replace(/\.ts$/, ".js");
}

/** @param {string} path */
function compile(path) {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
  };
  return ts.transpileModule(readFileSync(path, "utf8"), { compilerOptions, fileName: path }).outputText;
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(2);
}
