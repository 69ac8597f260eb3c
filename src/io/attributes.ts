import type * as H5 from "h5wasm/node";
import { type Attribute, invalid } from "../core/index.ts";

/** An object of an HDF5 file that carries attributes: the file itself or one of its variables. */
type Attributed = Pick<H5.Dataset, "attrs" | "create_attribute" | "delete_attribute">;

/** Attributes by which HDF5 and netCDF keep their own books. */
const reserved = /^(CLASS|NAME|DIMENSION_LIST|REFERENCE_LIST|DIMENSION_LABELS|_Netcdf4.*|_nc3_strict|_NCProperties)$/;

/** Text that netCDF stores as characters; other text becomes a UTF-8 string. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const ascii = /^[\u0001-\u007f]+$/;

/** Refuses attributes that a netCDF file cannot hold. */
export function requireAttributes(attributes: Readonly<Record<string, Attribute>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "" || name.includes("/") || reserved.test(name)) {
      throw invalid({
        what: "an attribute's name must not be empty, hold a slash or belong to netCDF itself",
        got: name,
      });
    }
    if (typeof value !== "string" && typeof value !== "number") {
      throw invalid({ what: `attribute ${name} must be a string or a number`, got: value });
    }
  }
}

/** Sets attributes, replacing those of the same name; numbers become float64. */
export function putAttributes(target: Attributed, attributes: Readonly<Record<string, Attribute>>): void {
  const present = new Set(Object.keys(target.attrs));
  for (const [name, value] of Object.entries(attributes)) {
    if (present.has(name)) target.delete_attribute(name);
    if (typeof value === "number") target.create_attribute(name, value, [], "<d");
    else target.create_attribute(name, value, [], ascii.test(value) ? `A${value.length}` : "S");
  }
}

/** The attributes of an object, less those of HDF5 itself; several values become text, separated by commas. */
export function getAttributes(source: Attributed): Record<string, Attribute> {
  const found: Record<string, Attribute> = {};
  for (const [name, attribute] of Object.entries(source.attrs)) {
    if (reserved.test(name)) continue;
    const value = plain(attribute.json_value);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function plain(value: unknown): Attribute | undefined {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  if (!Array.isArray(value)) return undefined;
  return value.length === 1 ? plain(value[0]) : value.map(String).join(", ");
}
