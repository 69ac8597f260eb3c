import { existsSync, statSync } from "node:fs";
import { extname } from "node:path";
import { SechError, type Variable } from "../../core/index.ts";
import { openCsv, openNpy, openRaw, readNetcdf, type SeriesSource } from "../../io/index.ts";
import { type Generated, generated, generatorNames } from "./generated.ts";
import type { EntropySettings } from "./settings.ts";

/** Many series of one length, one behind the other. */
export interface ManySeries {
  readonly description: string;
  /** Shape [series, length]; overwritten where a series cannot be analysed. */
  readonly rows: Float64Array;
  readonly length: number;
  /** Time from sample to sample where the source knows it. */
  readonly dt?: number;
}

/** One series, and what is known of how it was made. */
export interface OneSeries extends SeriesSource {
  readonly dt?: number;
  readonly conservation?: Generated["conservation"];
}

/** What the target names: one series, read piece by piece, or many. */
export async function openTarget(target: string, settings: EntropySettings): Promise<OneSeries | ManySeries> {
  const made = generated(target, settings.seed, settings.generator);
  if (made !== null) {
    requireNoFileOptions(target, settings);
    const { series, dt, conservation } = made;
    return { ...whole(target, series), dt, conservation };
  }
  // The parser of arguments makes an empty word of a lone dash.
  if (target === "-" || target === "") {
    throw new SechError("file", {
      what: "no file is named, and standard input cannot be read",
      why: "a series is read more than once",
      attempt: "a file",
    });
  }
  if (!existsSync(target)) {
    throw new SechError("file", {
      what: `${target} is neither a file nor a generator`,
      attempt: `a path to CSV, NPY, netCDF or raw float64, or one of ${generatorNames.join(", ")}`,
    });
  }
  const kind = statSync(target);
  if (!kind.isFile() && !kind.isDirectory()) {
    throw new SechError("file", {
      what: `cannot read ${target}`,
      why: "it is no file but a pipe or a device, and a series is read more than once",
      attempt: "writing it to a file",
    });
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

/** Throws where a file's option was given to a generator. */
function requireNoFileOptions(target: string, { column, dt, generator }: EntropySettings): void {
  const [name, got, attempt] =
    column !== undefined
      ? ["column", column, "--set generator.series=NAME"]
      : [
          "dt",
          dt,
          "dt" in generator ? "generator.dt alone" : "--set generator.dt=VALUE, where the generator is a flow",
        ];
  if (got === undefined) return;
  throw new SechError("invalid-config", { what: `${name} is of a file, and ${target} is a generator`, got, attempt });
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

/**
 * `name`, `name[3,:]`, `name[:,3]` or `name[:,*]`: a place for each axis, a colon for that of the series, and a star where
 * every place is a series of its own; without brackets every row along the last axis is one.
 */
async function fromNetcdf(path: string, column: string | number | undefined): Promise<SeriesSource | ManySeries> {
  const match = /^([^[]+)(?:\[([^\]]*)\])?$/.exec(String(column ?? ""));
  const { variables } = await readNetcdf(path, match?.[1]);
  const name = match?.[1] ?? Object.keys(variables).find((key) => !isCoordinate(key, variables[key]));
  const variable = name === undefined ? undefined : variables[name];
  if (variable === undefined) {
    throw new SechError("file", { what: `${path} has no variable of numbers`, attempt: "another file" });
  }
  const { shape, strides, data } = variable.data;
  const last = shape.map((_, i) => (i === shape.length - 1 ? ":" : "*"));
  const places = match?.[2] === undefined ? last : match[2].split(",").map((place) => place.trim());
  const axis = places.indexOf(":");
  const sound =
    places.length === shape.length &&
    axis >= 0 &&
    places.every(
      (place, i) => i === axis || place === "*" || (/^\d+$/.test(place) && Number(place) < (shape[i] as number)),
    );
  if (!sound) {
    throw new SechError("file", {
      what: `${name} has shape [${shape.join(", ")}]; one place is needed for each axis, a colon for that of the series, a star for many`,
      got: column,
      attempt: `--column '${name}[${shape.map((_, i) => (i === 0 ? ":" : "0")).join(",")}]'`,
    });
  }
  let starts = [0];
  for (const [i, place] of places.entries()) {
    if (i === axis) continue;
    const along = place === "*" ? Array.from({ length: shape[i] as number }, (_, k) => k) : [Number(place)];
    starts = starts.flatMap((start) => along.map((k) => start + k * (strides[i] as number)));
  }
  const length = shape[axis] as number;
  const stride = strides[axis] as number;
  const description = `${name}[${places.join(",")}], shape [${shape.join(", ")}]`;
  const rows = new Float64Array(new SharedArrayBuffer(8 * starts.length * length)); // so that threads need no copy
  starts.forEach((start, row) => {
    for (let i = 0; i < length; i++) rows[row * length + i] = data[start + i * stride] as number;
  });
  return places.includes("*") ? { description, rows, length } : whole(description, rows);
}

function isCoordinate(name: string, variable: Variable | undefined): boolean {
  return variable?.dimensions.length === 1 && variable.dimensions[0] === name;
}
