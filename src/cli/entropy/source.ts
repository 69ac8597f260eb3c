import { existsSync, statSync } from "node:fs";
import { extname } from "node:path";
import { SechError, type Variable } from "../../core/index.ts";
import { openCsv, openNpy, openRaw, readNetcdf, type SeriesSource } from "../../io/index.ts";
import { generated, generatorNames } from "./generated.ts";
import type { EntropySettings } from "./settings.ts";

/** Many series of one length, one behind the other. */
export interface ManySeries {
  readonly description: string;
  /** Shape [series, length]. */
  readonly rows: Float64Array;
  readonly length: number;
}

/** What the target names: one series, read piece by piece, or many. */
export async function openTarget(target: string, settings: EntropySettings): Promise<SeriesSource | ManySeries> {
  const series = generated(target, settings.seed, settings.generator);
  if (series !== null) return whole(target, series);
  if (!existsSync(target)) {
    throw new SechError("file", {
      what: `${target} is neither a file nor a generator`,
      attempt: `a path to CSV, NPY, netCDF or raw float64, or one of ${generatorNames.join(", ")}`,
    });
  }
  const kind = statSync(target);
  if (!kind.isFile() && !kind.isDirectory()) {
    throw new SechError("file", { what: `cannot read ${target}`, why: "it is no file, and is read more than once" });
  }
  switch (extname(target).toLowerCase()) {
    case ".npy":
      return fromNpy(target, settings.column);
    case ".nc":
    case ".nc4":
    case ".h5":
      return fromNetcdf(target, settings.column);
    case ".bin":
    case ".raw":
    case ".f64":
    case ".dat":
      return openRaw(target);
    default:
      return openCsv(target, settings.column);
  }
}

function whole(description: string, series: Float64Array): SeriesSource {
  return {
    description,
    length: series.length,
    async *pieces() {
      yield series;
    },
  };
}

async function fromNpy(path: string, column: string | number | undefined): Promise<SeriesSource | ManySeries> {
  const source = await openNpy(path, column === undefined ? undefined : Number(column));
  if (column !== undefined || source.shape.length < 2) return source;
  // In shared memory, so that threads need no copy.
  const rows = new Float64Array(new SharedArrayBuffer(8 * (source.length ?? 0)));
  let at = 0;
  for await (const piece of source.pieces()) {
    rows.set(piece, at);
    at += piece.length;
  }
  return { description: source.description, rows, length: source.shape.at(-1) ?? 0 };
}

/** `name`, `name[3,:]` or `name[:,3]`; without a colon the series are along the last axis. */
async function fromNetcdf(path: string, column: string | number | undefined): Promise<SeriesSource | ManySeries> {
  const { variables } = await readNetcdf(path);
  const match = /^([^[]+)(?:\[([^\]]*)\])?$/.exec(String(column ?? ""));
  const name = match?.[1] ?? Object.keys(variables).find((key) => !isCoordinate(key, variables[key]));
  const variable = name === undefined ? undefined : variables[name];
  if (variable === undefined) {
    throw new SechError("file", {
      what: `${path} has no variable ${JSON.stringify(name ?? "")}`,
      attempt: `--column ${Object.keys(variables).join(" or ")}`,
    });
  }
  const { shape, strides, data } = variable.data;
  if (match?.[2] === undefined && shape.length > 1) {
    return { description: `${name}, shape [${shape.join(", ")}]`, rows: data, length: shape.at(-1) ?? 0 };
  }
  const places = match?.[2] === undefined ? [":"] : match[2].split(",").map((place) => place.trim());
  const axis = places.indexOf(":");
  const sound =
    places.length === shape.length &&
    axis >= 0 &&
    places.every((place, i) => i === axis || (/^\d+$/.test(place) && Number(place) < (shape[i] as number)));
  if (!sound) {
    throw new SechError("file", {
      what: `${name} has shape [${shape.join(", ")}]; one place is needed for each axis, and a colon for that of the series`,
      got: column,
      attempt: `--column '${name}[${shape.map((_, i) => (i === 0 ? ":" : "0")).join(",")}]'`,
    });
  }
  const start = places.reduce((sum, place, i) => sum + (i === axis ? 0 : Number(place) * (strides[i] as number)), 0);
  const stride = strides[axis] as number;
  return whole(
    `${name}[${places.join(",")}]`,
    Float64Array.from({ length: shape[axis] as number }, (_, i) => data[start + i * stride] as number),
  );
}

function isCoordinate(name: string, variable: Variable | undefined): boolean {
  return variable?.dimensions.length === 1 && variable.dimensions[0] === name;
}
