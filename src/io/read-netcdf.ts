import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type * as H5 from "h5wasm/node";
import { type Dataset, dataset, type Variable } from "../core/index.ts";
import { getAttributes } from "./attributes.ts";
import { decode } from "./decode.ts";
import { bareDimension, netcdfOptions } from "./define.ts";
import { fileError, fromSystem } from "./file-error.ts";
import { guarded, type Hdf5, loadHdf5 } from "./hdf5.ts";
import { padded } from "./values.ts";

/**
 * Reads the numeric variables of the root group of a netCDF-4 or HDF5 file, with dimensions, units and attributes.
 *
 * Values become float64; fill values become NaN and packed values are unpacked, as the CF conventions (8.1) say. Units
 * and long names that a variable lacks are empty. A variable that is shorter than its unlimited dimension is filled up
 * with NaN. An axis without a dimension scale, as in plain HDF5 files, is named after its variable: `u_0`, `u_1`.
 *
 * @param only The one variable to read, where the others are not needed.
 * @throws SechError with code `"file"` when the file is missing, cut off, damaged or of another format, or lacks the variable.
 */
export async function readNetcdf(path: string, only?: string): Promise<Dataset> {
  const source = resolve(path);
  await requireReadable(source);
  const hdf5 = await loadHdf5();
  return guarded(hdf5, "read", source, () => {
    const file = new hdf5.File(source, "r", netcdfOptions);
    try {
      return collect(hdf5, file, only);
    } finally {
      file.close();
    }
  });
}

async function requireReadable(path: string): Promise<void> {
  const start = new Uint8Array(3);
  try {
    if ((await stat(path)).isDirectory()) throw fileError("read", path, "it is a folder", "the name of a file in it");
    const handle = await open(path, "r");
    await handle.read(start).finally(() => handle.close());
  } catch (cause) {
    throw fromSystem("read", path, cause);
  }
  if (new TextDecoder().decode(start) !== "CDF") return;
  throw fileError("read", path, "it is a netCDF-3 file", "converting it with nccopy -k nc4");
}

function collect(hdf5: Hdf5, file: H5.File, only: string | undefined): Dataset {
  const arrays = file.keys().flatMap((name) => {
    const entity = file.get(name);
    return entity instanceof hdf5.Dataset ? [{ name, array: entity, axes: axesOf(name, entity) }] : [];
  });
  const dimensions: Record<string, number> = {};
  for (const { array, axes } of arrays) {
    axes.forEach((axis, i) => {
      dimensions[axis] = Math.max(dimensions[axis] ?? 0, array.shape?.[i] ?? 0);
    });
  }
  const variables: Record<string, Variable> = {};
  const numeric = arrays.filter(({ array }) => isNumeric(hdf5, array) && !isBareDimension(array));
  if (only !== undefined && !numeric.some(({ name }) => name === only)) {
    const names = numeric.map(({ name }) => name).join(", ");
    throw fileError("read", file.filename, `it has no variable ${JSON.stringify(only)}`, `one of ${names}`);
  }
  for (const { name, array, axes } of numeric) {
    if (only === undefined || name === only) variables[name] = variable(array, axes, dimensions);
  }
  return dataset(dimensions, variables, getAttributes(file));
}

function variable(array: H5.Dataset, axes: readonly string[], dimensions: Dataset["dimensions"]): Variable {
  const { units = "", long_name: longName = "", ...stored } = getAttributes(array);
  const { values, attributes } = decode(numbers(array), stored);
  const data = padded(
    values,
    array.shape ?? [],
    axes.map((axis) => dimensions[axis]!),
  );
  return {
    dimensions: axes,
    data,
    units: String(units),
    longName: String(longName),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

/** The dimension of each axis: its scale, or the variable itself where it is a scale. */
function axesOf(name: string, array: H5.Dataset): readonly string[] {
  const isScale = array.get_scale_name() !== null;
  return (array.shape ?? []).map((_, axis) => {
    if (isScale && axis === 0) return name;
    const [scale] = isScale ? [] : array.get_attached_scales(axis);
    return scale?.split("/").at(-1) ?? `${name}_${axis}`;
  });
}

function isNumeric({ Module }: Hdf5, { metadata }: H5.Dataset): boolean {
  const { type, size, shape } = metadata;
  if (shape === null) return false;
  if (type === Module.H5T_class_t.H5T_INTEGER.value) return true;
  return type === Module.H5T_class_t.H5T_FLOAT.value && (size === 8 || size === 4);
}

function isBareDimension(array: H5.Dataset): boolean {
  return array.get_scale_name()?.startsWith(bareDimension) ?? false;
}

function numbers(array: H5.Dataset): Float64Array {
  if (array.metadata.total_size === 0) return new Float64Array(0);
  const value: unknown = array.value;
  if (value instanceof Float64Array) return value;
  if (typeof value === "number" || typeof value === "bigint") return Float64Array.of(Number(value));
  return Float64Array.from(value as ArrayLike<number | bigint>, Number);
}
