import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const project = mkdtempSync(join(tmpdir(), "sech-layers-"));
afterAll(() => rmSync(project, { recursive: true }));

/** The rules that a project of these source files breaks. */
function broken(files: Readonly<Record<string, string>>): string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ type: "module", dependencies: { "fft.js": "*", yaml: "*" } }),
  );
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { allowImportingTsExtensions: true } }),
  );
  symlinkSync(resolve("node_modules"), join(project, "node_modules"), "dir");
  const program = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [program, "--config", resolve(".dependency-cruiser.cjs"), "--output-type", "json", "src", "examples"];
  let report: string;
  try {
    report = execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  } catch (error) {
    report = (error as { stdout: string }).stdout;
  }
  const { summary } = JSON.parse(report) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).sort();
}

test("the layer rules refuse upward, deep, circular, Node and package imports, and nothing else", () => {
  const files = {
    "src/index.ts": 'export * from "./ode/index.ts";\nexport * from "./io/index.ts";\n',
    "src/core/index.ts": 'import FFT from "fft.js";\nimport { b } from "./b.ts";\nexport const a = [FFT, () => b];\n',
    "src/core/b.ts": 'import { a } from "./index.ts";\nexport const b = (): unknown => a;\n',
    "src/core/up.ts": 'import { step } from "../ode/index.ts";\nexport const up = step;\n',
    "src/ode/index.ts": 'export { step } from "./step.ts";\n',
    "src/ode/step.ts":
      'import { b } from "../core/b.ts";\nimport { parse } from "yaml";\nexport const step = [b, parse];\n',
    "src/entropy/index.ts": 'import { cpus } from "node:os";\nexport const n = cpus;\n',
    "src/entropy/worker.ts": 'import { parentPort } from "node:worker_threads";\nexport const port = parentPort;\n',
    "src/io/index.ts": 'import "node:fs";\nimport { parse } from "yaml";\nexport const read = parse;\n',
    "src/cli/main.ts":
      'import { read } from "../io/index.ts";\nimport { step } from "../ode/index.ts";\nconsole.log(read, step);\n',
    "src/stray/index.ts": 'import { a } from "../core/index.ts";\nexport const s = a;\n',
    "examples/01-deep.ts": 'import { a } from "../src/core/index.ts";\nconsole.log(a);\n',
  };
  expect(broken(files)).toEqual([
    "examples/01-deep.ts: examples-use-the-public-surface",
    "src/core/b.ts: no-cycles",
    "src/core/up.ts: core-imports-only-below",
    "src/entropy/index.ts: node-only-at-the-edge",
    "src/index.ts: index-is-portable",
    "src/ode/step.ts: ode-packages",
    "src/ode/step.ts: through-the-index",
    "src/stray/index.ts: folder-in-the-table",
  ]);
});
