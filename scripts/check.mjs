// `npm run check [STEP …]`: all that must hold besides the tests. One line a step; the first failure ends it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as consumer from "./consumer.mjs";
import { run } from "./shell.mjs";
import { staleTables } from "./tables.mjs";

const budget = { linesOfAFile: 300, installMegabytes: 90, importMilliseconds: 60, bundleKilobytes: 80 };

/** Each step throws where it fails, and may return a figure to print. @type {Record<string, () => unknown>} */
const steps = {
  lint: () => tool("biome", "ci", "--reporter=github", "--error-on-warnings", "."),
  types: () => Promise.all([tool("tsc", "--noEmit"), tool("tsc", "--project", "scripts")]),
  layers: () => tool("depcruise", ...["src", "examples", "bench"].filter((folder) => existsSync(folder))),
  unused: () => tool("knip", "--no-progress"),
  tables() {
    const stale = staleTables();
    if (stale.length > 0) throw new Error(`the table of ${stale.join(", ")} is out of date; try npm run tables`);
  },
  "file length": checkFileLengths,
  lockfile: checkLockfile,
  pack: async () => basename((await installed()).tarball),
  publint: async () => tool("publint", "run", (await installed()).tarball, "--strict"),
  "install size": async () =>
    within(consumer.installedMegabytes((await installed()).project), budget.installMegabytes, "MB"),
  "import time": async () =>
    within(await consumer.importMilliseconds((await installed()).project), budget.importMilliseconds, "ms"),
  "browser bundle": async () =>
    within(await consumer.bundleKilobytes((await installed()).project), budget.bundleKilobytes, "kB"),
  "programs in a new project": async () => consumer.tryPrograms((await installed()).project),
  "command in a new project": async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    const printed = await consumer.commandVersion((await installed()).project);
    if (printed !== version) throw new Error(`sech --version must print ${version}, got ${printed}`);
  },
};

/** @type {ReturnType<typeof consumer.installInEmptyProject> | undefined} */
let installation;

function installed() {
  installation ??= consumer.installInEmptyProject();
  return installation;
}

/** @param {string} program @param {readonly string[]} args */
async function tool(program, ...args) {
  await run(program, args);
}

/** @param {number} value @param {number} limit @param {string} unit */
function within(value, limit, unit) {
  const figure = `${value.toFixed(1)} of ${limit} ${unit}`;
  if (!(value <= limit)) throw new Error(`over budget: ${figure}`);
  return figure;
}

function checkFileLengths() {
  const files = ["src", "assembly"].flatMap(sourceFiles).filter((file) => !/(tableau|table)s?\.ts$/.test(file));
  const lengths = files.map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length - 1 }));
  const long = lengths.filter(({ lines }) => lines > budget.linesOfAFile);
  if (long.length > 0) {
    const shown = long.map(({ file, lines }) => `${file} has ${lines} lines`).join(", ");
    throw new Error(`${shown}; the limit is ${budget.linesOfAFile}: it has two ideas`);
  }
  return `longest ${Math.max(...lengths.map(({ lines }) => lines))} of ${budget.linesOfAFile} lines`;
}

/** @param {string} folder */
function sourceFiles(folder) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".ts")).map((file) => join(folder, file));
}

function checkLockfile() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const entries = Object.entries(packages);
  const scripted = entries.filter(([, entry]) => entry.hasInstallScript && !entry.optional).map(([path]) => path);
  if (scripted.length > 0) throw new Error(`no dependency may have an install script, got ${scripted.join(", ")}`);
  const hosted = entries.filter(([, entry]) => "resolved" in entry).map(([path]) => path);
  if (hosted.length > 0) throw new Error(`package-lock.json must not name a registry, got ${hosted[0]}`);
  const { dependencies, devDependencies } = packages[""];
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(([, range]) => !/^\d/.test(range));
  if (ranges.length > 0) throw new Error(`versions must be exact, got ${ranges.join(", ")}`);
  return `${entries.length - 1} packages`;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`no step ${unknown.join(", ")}; try ${Object.keys(steps).join(", ")}`);
  process.exit(2);
}
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1e3).toFixed(1)} s`.padStart(7);
  try {
    const figure = await step();
    console.log(`ok  ${seconds()}  ${name}${typeof figure === "string" ? `: ${figure}` : ""}`);
  } catch (error) {
    console.log(`FAILED ${seconds().trim()}  ${name}: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
