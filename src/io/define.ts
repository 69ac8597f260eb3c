import type * as H5 from "h5wasm/node";
import type { Tensor, Variable } from "../core/index.ts";
import { putAttributes } from "./attributes.ts";
import { chunkShape, type Layout } from "./layout.ts";
import { rowLength, rowValues } from "./values.ts";

/** The scale name by which netCDF knows a dimension that has no coordinate. */
export const bareDimension = "This is a netCDF dimension but not a netCDF variable.";

/** Options by which an HDF5 file is also a netCDF-4 file: names and attributes keep their order. */
export const netcdfOptions: H5.FileOptions = { track_order: true, libver: ["v108", "v110"] };

/** Numbers written at once, so that the HDF5 library holds no copy of a large variable. */
const slabNumbers = 2 ** 21;

/** Writes the dimensions, variables and attributes of a dataset into an empty file. */
export function define(file: H5.File, layout: Layout): void {
  const { dimensions, variables, attributes } = layout.dataset;
  for (const [name, extent] of Object.entries(dimensions)) {
    const coordinate = variables[name];
    if (coordinate === undefined) defineBareDimension(file, name, extent, name === layout.unlimited);
    else defineVariable(file, name, coordinate, layout).make_scale(name);
  }
  for (const [name, variable] of Object.entries(variables)) {
    if (dimensions[name] !== undefined) continue;
    const made = defineVariable(file, name, variable, layout);
    variable.dimensions.forEach((dimension, axis) => {
      made.attach_scale(axis, `/${dimension}`);
    });
  }
  putAttributes(file, attributes);
}

function defineVariable(file: H5.File, name: string, variable: Variable, layout: Layout): H5.Dataset {
  const { dimensions, data, units, longName, attributes = {} } = variable;
  const grows = layout.unlimited !== undefined && dimensions[0] === layout.unlimited;
  const made = createArray(file, name, data, grows, chunkShape(data.shape, grows, layout.block));
  const named = { ...(units === "" ? {} : { units }), ...(longName === "" ? {} : { long_name: longName }) };
  putAttributes(made, { ...attributes, ...named });
  return made;
}

function createArray(file: H5.File, name: string, data: Tensor, grows: boolean, chunks: number[] | undefined) {
  const [rows = 1, ...rest] = data.shape;
  const common = { name, dtype: "<d", track_order: true };
  if (chunks === undefined) {
    return file.create_dataset({ ...common, shape: [...data.shape], data: rowValues(data, 0, rows) });
  }
  const maxshape = [grows ? null : rows, ...rest];
  const made = file.create_dataset({ ...common, shape: [0, ...rest], data: new Float64Array(0), maxshape, chunks });
  if (grows && rows === 0) makeIndex(made, rest);
  made.resize([rows, ...rest]);
  const slab = Math.max(1, Math.floor(slabNumbers / Math.max(1, rowLength(data.shape))));
  for (let start = 0; start < rows; start += slab) {
    const stop = Math.min(start + slab, rows);
    made.write_slice([[start, stop]], rowValues(data, start, stop - start));
  }
  return made;
}

/** Makes the index of chunks with the header, since its first appearance is the weakest moment of a growing file. */
function makeIndex(made: H5.Dataset, rest: readonly number[]): void {
  made.resize([1, ...rest]);
  made.write_slice([[0, 1]], new Float64Array(rowLength([1, ...rest])));
}

/** A dimension without coordinate is a scale that holds nothing but its length. */
function defineBareDimension(file: H5.File, name: string, extent: number, grows: boolean): void {
  const empty = { name, dtype: "<f", shape: [0], data: new Float32Array(0), track_order: true };
  const chunks = [Math.max(1, Math.min(extent, 1024))];
  const made = file.create_dataset({
    ...empty,
    maxshape: [grows ? null : extent],
    ...(extent > 0 || grows ? { chunks } : {}),
  });
  if (extent > 0) made.resize([extent]);
  made.make_scale(`${bareDimension}${String(extent).padStart(10)}`);
}
