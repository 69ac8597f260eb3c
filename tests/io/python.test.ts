import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createNetcdf, readNetcdf, writeNetcdf } from "../../src/io/index.ts";
import { folder, wave, waveRow } from "./samples.ts";

const python = "/usr/bin/python3";
const found = spawnSync(python, ["-c", "import netCDF4, xarray, h5py"]).status === 0;
if (!found)
  console.warn(
    `skipped: ${python} lacks netCDF4, xarray or h5py (Debian: python3-netcdf4 python3-xarray python3-h5py)`,
  );

function run(script: string, ...args: string[]): unknown {
  const { status, stdout, stderr } = spawnSync(python, ["-c", script, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout === "" ? undefined : JSON.parse(stdout);
}

const describe = `
import json, sys, netCDF4, xarray
file = netCDF4.Dataset(sys.argv[1])
plain = lambda value: value if isinstance(value, str) else float(value)
told = {
  "model": file.data_model,
  "dimensions": {d.name: [d.size, d.isunlimited()] for d in file.dimensions.values()},
  "variables": {v.name: [str(v.dtype), list(v.dimensions), {k: plain(v.getncattr(k)) for k in v.ncattrs()}]
                for v in file.variables.values()},
  "attributes": {k: plain(file.getncattr(k)) for k in file.ncattrs()},
  "psi": file["psi_im"][:].ravel().tolist(), "mass": float(file["mass"][...]),
}
file.close()
with xarray.open_dataset(sys.argv[1]) as data:
  told["xarray"] = {"coords": sorted(data.coords), "sizes": dict(data.sizes), "t": float(data.drift.sel(t=0.3, method="nearest").t)}
print(json.dumps(told))
`;

function expected(rows: number, unlimited: boolean): unknown {
  const { variables, attributes } = wave(rows);
  const told = Object.entries(variables).map(([name, { dimensions, units, longName, attributes: own }]) => {
    const named = { ...(units ? { units } : {}), ...(longName ? { long_name: longName } : {}) };
    return [name, ["float64", dimensions, { ...own, ...named }]];
  });
  return {
    model: "NETCDF4",
    dimensions: { x: [8, false], t: [rows, unlimited], mode: [3, false] },
    variables: Object.fromEntries(told),
    attributes,
    psi: [...(variables["psi_im"]?.data.data ?? [])],
    mass: 2,
    xarray: { coords: ["t", "x"], sizes: { x: 8, t: rows, mode: 3 }, t: expect.closeTo(0.3) },
  };
}

test.skipIf(!found)("netCDF4-python and xarray open a whole file, with dimensions, units and attributes", async () => {
  const path = join(folder(), "whole.nc");
  await writeNetcdf(path, wave(5));
  expect(run(describe, path)).toEqual(expected(5, false));
});

test.skipIf(!found)("netCDF4-python and xarray open a file written row by row", async () => {
  const path = join(folder(), "rows.nc");
  const writer = await createNetcdf(path, wave(0), { unlimited: "t", flushEvery: 3 });
  for (let n = 0; n < 7; n++) writer.append(waveRow(n));
  writer.flush();
  expect(run(describe, path)).toEqual(expected(7, true));
  writer.close();
  expect(run(describe, path)).toEqual(expected(7, true));
});

const foreign = `
import sys, netCDF4, numpy
file = netCDF4.Dataset(sys.argv[1], "w")
file.createDimension("t", None); file.createDimension("x", 3); file.createDimension("n", 2)
x = file.createVariable("x", "f4", ("x",)); x[:] = [0.5, 1, 1.5]; x.units = "m"; x.long_name = "Ort µ"
u = file.createVariable("u", ">f8", ("t", "x")); u[0:2] = [[1, 2, 3], [4, 5, 6]]; u.symbol = "ψ"
short = file.createVariable("short", "f8", ("t",)); short[0] = 7
packed = file.createVariable("packed", "i2", ("n",), fill_value=-1)
packed.scale_factor = 0.5; packed.add_offset = 10.0; packed.valid_range = numpy.array([0, 9], "i2")
packed[:] = numpy.ma.array([11.0, 0], mask=[False, True])
big = file.createVariable("big", "i8", ("n",)); big[:] = [2**40, -5]
name = file.createVariable("name", str, ("n",)); name[0] = "one"; name[1] = "two"
one = file.createVariable("one", "u1"); one[...] = 200
file.equation = "iψ_t + ½ψ_xx"; file.version = numpy.int32(3); file.numbers = numpy.array([1.5, 2.5])
file.createGroup("inner").createVariable("z", "f8")
file.close()
`;

test.skipIf(!found)("files of netCDF4-python are read: types, byte orders, packing, unlimited dimensions", async () => {
  const path = join(folder(), "foreign.nc");
  run(foreign, path);
  const { dimensions, variables, attributes } = await readNetcdf(path);
  expect(dimensions).toEqual({ t: 2, x: 3, n: 2 });
  expect(Object.keys(variables)).toEqual(["x", "u", "short", "packed", "big", "one"]);
  expect(variables["x"]).toMatchObject({ dimensions: ["x"], units: "m", longName: "Ort µ" });
  const values = Object.fromEntries(Object.entries(variables).map(([name, { data }]) => [name, [...data.data]]));
  expect(values).toEqual({
    x: [0.5, 1, 1.5],
    u: [1, 2, 3, 4, 5, 6],
    short: [7, Number.NaN],
    packed: [11, Number.NaN],
    big: [2 ** 40, -5],
    one: [200],
  });
  expect(variables["u"]?.attributes).toEqual({ symbol: "ψ" });
  expect(variables["packed"]?.attributes).toEqual({ valid_range: "0, 9" });
  expect(attributes).toEqual({ equation: "iψ_t + ½ψ_xx", version: 3, numbers: "1.5, 2.5" });
});

const hdf5 = `
import sys, h5py, numpy
with h5py.File(sys.argv[1], "w") as file:
  file["u"] = numpy.arange(6.0).reshape(2, 3)
  file["half"] = numpy.zeros(2, "f2")
  file.create_dataset("packed", data=numpy.arange(100), compression="gzip", shuffle=True)
`;

test.skipIf(!found)("plain HDF5 files are read, with axes named after their variable", async () => {
  const path = join(folder(), "plain.h5");
  run(hdf5, path);
  const { dimensions, variables } = await readNetcdf(path);
  expect(dimensions).toMatchObject({ u_0: 2, u_1: 3, packed_0: 100 });
  expect(Object.keys(variables)).toEqual(["packed", "u"]);
  expect(variables["packed"]?.data.data[99]).toBe(99);
});
