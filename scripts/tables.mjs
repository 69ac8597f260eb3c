// The tables that are generated into documents: the layers of src/ and the licences of what is shipped.
// `npm run tables` writes them; `npm run check` compares.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import cruiser from "../.dependency-cruiser.cjs";

/** Licences that a production dependency may have. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MPL-2.0",
  "NIST and HDF5",
  "Unlicense",
]);

/** Licences that a package states in a file instead of by name. @type {Record<string, string>} */
const statedInFile = { h5wasm: "NIST and HDF5" };

/** @type {Record<string, () => string>} */
const tables = { "ARCHITECTURE.md": layerTable, "THIRD_PARTY.md": licenceTable };

/** The files whose table differs from what it is generated from. */
export function staleTables() {
  return Object.keys(tables).filter((file) => readFileSync(file, "utf8") !== withTable(file));
}

function layerTable() {
  /** @type {Record<string, { holds: string, folders: string[] | "any", packages?: string[], edge?: boolean }>} */
  const layers = Reflect.get(cruiser, "mayImport");
  const rows = Object.entries(layers).map(([folder, { holds, folders, packages = [], edge = false }]) => [
    ["index", "main"].some((entry) => existsSync(`src/${folder}/${entry}.ts`))
      ? code([folder])
      : `${code([folder])} (to come)`,
    holds,
    folders === "any" ? "anything" : code(folders),
    edge ? "any" : code(packages),
    edge ? "yes" : "–",
  ]);
  return table(["src/", "holds", "may import", "npm packages", "node:"], rows);
}

function licenceTable() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const { dependencies } = packages[""];
  /** @type {Map<string, Set<string>>} */
  const byLicence = new Map();
  for (const [path, entry] of Object.entries(packages)) {
    if (path === "" || entry.dev || entry.optional) continue;
    const name = path.replace(/^.*node_modules\//, "");
    const licence = statedInFile[name] ?? entry.license;
    if (!allowed.has(licence))
      throw new Error(`${name} has the licence ${licence}, which is not in the list of scripts/tables.mjs`);
    const shown =
      path === `node_modules/${name}` && name in dependencies
        ? `**${name}** ${entry.version}`
        : `${name} ${entry.version}`;
    byLicence.set(licence, (byLicence.get(licence) ?? new Set()).add(shown));
  }
  const rows = [...byLicence]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([licence, names]) => [licence, [...names].sort().join(", ")]);
  return table(["licence", "packages"], rows);
}

/** @param {string[]} names */
function code(names) {
  return names.map((name) => `\`${name}\``).join(" ") || "–";
}

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The text of a file with the table between its two markers replaced. @param {string} file */
function withTable(file) {
  const [start, end] = ["<!-- table: npm run tables -->", "<!-- end of table -->"];
  const text = readFileSync(file, "utf8");
  const [before, after] = [text.split(start)[0], text.split(end)[1]];
  if (before === undefined || after === undefined) throw new Error(`${file} must have the markers ${start} and ${end}`);
  return `${before}${start}\n${tables[file]?.()}\n${end}${after}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const file of staleTables()) {
    writeFileSync(file, withTable(file));
    console.log(`wrote the table of ${file}`);
  }
}
