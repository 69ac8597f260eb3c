import { invalid } from "./errors.ts";
import type { Tensor } from "./tensor.ts";

/** An attribute of a file or variable. */
export type Attribute = string | number;

/** A named, dimensioned array of real numbers with its units. */
export interface Variable {
  /** Names of its dimensions, outermost first; their lengths are the data's shape. */
  readonly dimensions: readonly string[];
  readonly data: Tensor;
  /** Units as in UDUNITS; `"1"` for a pure number. */
  readonly units: string;
  readonly longName: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** What every method hands to files, pictures and reports: the only thing these know. */
export interface Dataset {
  readonly dimensions: Readonly<Record<string, number>>;
  /** A variable named like a dimension is that dimension's coordinate. */
  readonly variables: Readonly<Record<string, Variable>>;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** Makes a dataset, and refuses one whose variables do not fit its dimensions. */
export function dataset(
  dimensions: Dataset["dimensions"],
  variables: Dataset["variables"],
  attributes: Dataset["attributes"] = {},
): Dataset {
  for (const [name, variable] of Object.entries(variables)) {
    const wanted = variable.dimensions.map((dimension) => dimensions[dimension]);
    const got = variable.data.shape;
    if (wanted.length !== got.length || wanted.some((extent, axis) => extent !== got[axis])) {
      throw invalid({
        what: `variable ${name}(${variable.dimensions.join(", ")}) must have shape [${wanted.join(", ")}]`,
        got,
      });
    }
  }
  return { dimensions, variables, attributes };
}
