/**
 * What each folder of src/ may import: other folders and npm packages. Nothing else may. Folders at the edge touch the
 * machine: they alone may import node: modules, and any package. `npm run tables` copies this to ARCHITECTURE.md.
 *
 * @type {Record<string, { holds: string, folders: string[] | "any", packages?: string[], edge?: boolean }>}
 */
const mayImport = {
  core: {
    holds: "grid, field, FFT, tensor, random numbers, sums, dataset, errors, `Kernels` and its plain twin",
    folders: [],
    packages: ["fft.js", "mathjs"],
  },
  kernels: { holds: "the WASM implementation of `Kernels`", folders: ["core"] },
  ode: { holds: "problems, steppers, controllers, dense output, `integrate`", folders: ["core"] },
  problems: { holds: "equations and their exact solutions", folders: ["core"] },
  spectral: {
    holds: "discretisation, dealiasing, invariants, scenarios, wave diagnostics",
    folders: ["core", "ode", "problems"],
  },
  reference: {
    holds: "reference solutions that need a solver, each with its error",
    folders: ["core", "ode", "problems", "spectral"],
  },
  training: {
    holds: "models, residuals, samplers, optimisers, `train`, checkpoints",
    folders: ["core", "problems"],
  },
  pinn: { holds: "multilayer, Gaussian and Fourier models", folders: ["core", "problems", "training"] },
  lagrangian: {
    holds: "characteristics, moving maps, shocks",
    folders: ["core", "ode", "problems", "training"],
  },
  dynamics: { holds: "curvature of the loss and the dynamics of training", folders: ["core", "training"] },
  accelerators: {
    holds: "adapters to float32 devices",
    folders: ["core", "training"],
    packages: ["@tensorflow/tfjs-core"],
  },
  entropy: {
    holds: "ordinal patterns → probabilities → measures, bounds, generators",
    folders: ["core", "ode"],
  },
  io: { holds: "datasets to and from files", folders: ["core"], edge: true },
  plot: { holds: "datasets to pictures", folders: ["core"], edge: true },
  ensemble: { holds: "many runs on one or more machines", folders: ["core"], edge: true },
  cli: { holds: "the `sech` command", folders: "any", edge: true },
};

/** @param {string[]} names */
const oneOf = (names) => `(${names.map((name) => name.replaceAll(".", "\\.")).join("|")})`;

const folders = Object.keys(mayImport);
const edges = folders.filter((folder) => mayImport[folder]?.edge);
const portable = folders.filter((folder) => !edges.includes(folder));

const rules = [
  ...folders.flatMap((folder) => {
    const below = mayImport[folder]?.folders ?? [];
    if (below === "any") return [];
    return {
      name: `${folder}-imports-only-below`,
      comment: `src/${folder} may import: ${below.join(", ") || "no other folder"}.`,
      from: { path: `^src/${folder}/` },
      to: { path: "^src/", pathNot: `^src/${oneOf([folder, ...below])}/` },
    };
  }),
  ...portable.map((folder) => {
    const packages = mayImport[folder]?.packages ?? [];
    return {
      name: `${folder}-packages`,
      comment: `src/${folder} may import from npm: ${packages.join(", ") || "nothing"}.`,
      from: { path: `^src/${folder}/` },
      to: { path: "node_modules/", pathNot: packages.map((name) => `node_modules/${name}/`) },
    };
  }),
  {
    name: "node-only-at-the-edge",
    comment: `node: modules only in ${edges.join(", ")} and worker entries: the rest runs in a browser.`,
    from: { path: "^src/", pathNot: [`^src/${oneOf(edges)}/`, "(/|\\.)worker\\.ts$"] },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "index-is-portable",
    comment: `src/index.ts re-exports folders by their index.ts; ${edges.join(", ")} have entries of their own.`,
    from: { path: "^src/index\\.ts$" },
    to: { pathNot: `^src/${oneOf(portable)}/index\\.ts$` },
  },
  {
    name: "through-the-index",
    comment: "Import another folder by its index.ts.",
    from: { path: "^src/([^/]+)/" },
    to: { path: "^src/[^/]+/.+", pathNot: ["^src/$1/", "^src/[^/]+/index\\.ts$"] },
  },
  {
    name: "folder-in-the-table",
    comment: "Every folder of src/ has a row in mayImport.",
    from: { path: "^src/[^/]+/", pathNot: `^src/${oneOf(folders)}/` },
    to: {},
  },
  {
    name: "shipped-dependencies-only",
    comment: "The package may not import a development dependency.",
    from: { path: "^src/" },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "examples-use-the-public-surface",
    comment: "Examples import the package by its name.",
    from: { path: "^examples/" },
    to: { dependencyTypes: ["local"], dependencyTypesNot: ["aliased"] },
  },
  { name: "no-cycles", comment: "No cycles.", from: {}, to: { circular: true } },
  { name: "resolvable", comment: "Every import resolves.", from: {}, to: { couldNotResolve: true } },
];

module.exports = {
  forbidden: rules.map((rule) => ({ severity: "error", ...rule })),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};

// Not enumerable, because the tool refuses keys that it does not know.
Object.defineProperty(module.exports, "mayImport", { value: mayImport });
