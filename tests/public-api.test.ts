import * as sech from "sech";
import * as io from "sech/io";
import * as plot from "sech/plot";
import { expect, test } from "vitest";

/** Exported names in order; a namespace is followed by its own. */
function surface(module: object): unknown[] {
  return Object.entries(module)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (isNamespace(value) ? { [name]: Object.keys(value).sort() } : name));
}

function isNamespace(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Module]";
}

test("sech exports these names and no others", () => {
  expect(surface(sech)).toMatchSnapshot();
});

test("sech/io exports these names and no others", () => {
  expect(surface(io)).toMatchSnapshot();
});

test("sech/plot exports these names and no others", () => {
  expect(surface(plot)).toMatchSnapshot();
});
