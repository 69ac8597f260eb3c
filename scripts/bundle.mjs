// The end of `npm run build`: joins the modules of dist/ into dist/bundle/, which Node loads three times as fast as 150
// files. Bundlers of web pages take the modules themselves, of which they keep what a page uses.
import { rolldown } from "rolldown";

const bundle = await rolldown({
  input: { index: "dist/index.js", io: "dist/io/index.js", plot: "dist/plot/index.js", main: "dist/cli/main.js" },
  platform: "node",
  external: /^[^./]/,
});
// One folder under dist/, like every module, so that addresses relative to a module stay right.
// Without comments and blanks, which are half of the bytes that Node would read; names stay, for the traces of errors.
const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
await bundle.write({ dir: "dist/bundle", format: "esm", sourcemap: true, minify });
await bundle.close();
