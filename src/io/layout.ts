import { type Dataset, invalid } from "../core/index.ts";
import { requireAttributes } from "./attributes.ts";
import { rowLength } from "./values.ts";

/** How a dataset lies in a netCDF file. */
export interface Layout {
  readonly dataset: Dataset;
  /** The dimension that can grow, if there is one. */
  readonly unlimited: string | undefined;
  /** Rows written at once along the unlimited dimension. */
  readonly block: number;
}

const bytesPerNumber = 8;
/** A block of rows of all variables takes at most this many bytes. */
const blockBytes = 2 ** 26;
/** The smallest and the largest chunk that a file is divided into, in bytes. */
const chunkBytes = { least: 2 ** 13, most: 2 ** 22 } as const;
/** A variable larger than this is written chunk by chunk, so that the HDF5 library holds no second copy of it. */
const contiguousBytes = 2 ** 26;

/** Lays out a dataset, and refuses one that netCDF cannot hold. */
export function layout(dataset: Dataset, unlimited: string | undefined, flushEvery: number): Layout {
  if (unlimited !== undefined && dataset.dimensions[unlimited] === undefined) {
    const attempt = Object.keys(dataset.dimensions).join(" or ");
    throw invalid({ what: "unlimited must be a dimension of the dataset", got: unlimited, attempt });
  }
  for (const name of [...Object.keys(dataset.dimensions), ...Object.keys(dataset.variables)]) requireName(name);
  requireAttributes(dataset.attributes);
  for (const [name, { attributes = {} }] of Object.entries(dataset.variables)) {
    requireAxes(dataset, name, unlimited);
    requireAttributes(attributes);
  }
  return { dataset, unlimited, block: Math.min(flushEvery, blockLimit(dataset, unlimited)) };
}

/** The chunk of a variable, or undefined for one that is written in one piece. */
export function chunkShape(shape: readonly number[], grows: boolean, block: number): number[] | undefined {
  const rowBytes = bytesPerNumber * rowLength(shape);
  if (!grows && rowBytes * (shape[0] ?? 1) <= contiguousBytes) return undefined;
  const least = Math.ceil(chunkBytes.least / rowBytes);
  const most = Math.max(1, Math.floor(chunkBytes.most / rowBytes));
  const rows = Math.min(Math.max(grows ? block : most, least), most);
  return [grows ? rows : Math.min(rows, shape[0]!), ...shape.slice(1)];
}

/** More bytes than the data of one block of rows can take, which may begin two chunks of each variable. */
export function growthLimit({ dataset, unlimited, block }: Layout): number {
  const along = Object.values(dataset.variables).filter(({ dimensions }) => dimensions[0] === unlimited);
  const chunks = along.map(({ data }) => chunkShape(data.shape, true, block) ?? []);
  const chunkBytes = chunks.reduce((sum, chunk) => sum + chunk.reduce((a, b) => a * b, bytesPerNumber), 0);
  const rowBytes = along.reduce((sum, { data }) => sum + bytesPerNumber * rowLength(data.shape), 0);
  return 2 * (chunkBytes + block * rowBytes);
}

function blockLimit(dataset: Dataset, unlimited: string | undefined): number {
  const along = Object.values(dataset.variables).filter(({ dimensions }) => dimensions[0] === unlimited);
  const rowBytes = along.reduce((sum, { data }) => sum + bytesPerNumber * rowLength(data.shape), 0);
  return Math.max(1, Math.floor(blockBytes / Math.max(rowBytes, 1)));
}

function requireName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name may not hold them
  if (name !== "" && name === name.trim() && !/^\.+$|[/\u0000-\u001f]/.test(name)) return;
  throw invalid({
    what: "a name in a netCDF file must not be empty, hold a slash or begin or end with space",
    got: name,
  });
}

function requireAxes({ dimensions, variables }: Dataset, name: string, unlimited: string | undefined): void {
  const axes = variables[name]!.dimensions;
  const signature = `${name}(${axes.join(", ")})`;
  if (dimensions[name] !== undefined && (axes.length !== 1 || axes[0] !== name)) {
    const why = "a variable named like a dimension is its coordinate";
    throw invalid({ what: `variable ${name} must have the one dimension ${name}`, got: signature, why });
  }
  if (unlimited === undefined || !axes.includes(unlimited)) return;
  if (axes.lastIndexOf(unlimited) !== 0) {
    throw invalid({ what: `the unlimited dimension ${unlimited} must be a variable's first one only`, got: signature });
  }
  if (axes.slice(1).some((axis) => dimensions[axis] === 0)) {
    throw invalid({ what: "a variable along the unlimited dimension must have no empty dimension", got: signature });
  }
}
