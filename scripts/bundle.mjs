// The end of `npm run build`: joins the modules of dist/ into dist/bundle/, which Node loads three times as fast as 150
// files. Bundlers of web pages take the modules themselves, of which they keep what a page uses.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { rolldown } from "rolldown";

/** Packages of hundreds of small files, of which the parts that are used are joined too: mathjs loads 20 times as fast. */
const joined = /^(mathjs|yaml|zod)(\/|$)/;
/** The folder of the package that a module belongs to; undefined for our own. @param {string | undefined} path */
const folderOf = (path = "") => /.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(relative(".", path))?.[0];

const bundle = await rolldown({
  input: { index: "dist/index.js", io: "dist/io/index.js", plot: "dist/plot/index.js", main: "dist/cli/main.js" },
  platform: "node",
  external: (id, importer) => {
    const ownFile = id.startsWith(".") || isAbsolute(id);
    return !ownFile && !joined.test(id) && folderOf(importer) === undefined;
  },
});
// One folder under dist/, like every module, so that addresses relative to a module stay right.
// Without comments and blanks, which are half of the bytes that Node would read; names stay, for the traces of errors.
const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
const { output } = await bundle.write({ dir: "dist/bundle", format: "esm", sourcemap: true, minify });
await bundle.close();

// The licences of what was joined go with it.
const modules = output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
const licences = [...new Set(modules.flatMap((id) => folderOf(id) ?? []))].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
  return [`${name} ${version}, ${license}`, ...texts].join("\n\n");
});
writeFileSync("dist/bundle/licences.txt", licences.join(`\n\n${"-".repeat(100)}\n\n`));
