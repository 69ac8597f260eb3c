import type { Attribute } from "../core/index.ts";

/** Values as they are meant, and the attributes that still hold for them. */
interface Decoded {
  readonly values: Float64Array;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/**
 * Undoes the packing of the CF conventions (section 8.1): NaN for `_FillValue` and `missing_value`, then
 * `value · scale_factor + add_offset`. Works in place.
 */
export function decode(values: Float64Array, stored: Readonly<Record<string, Attribute>>): Decoded {
  const {
    _FillValue: fill,
    missing_value: missing,
    scale_factor: scale = 1,
    add_offset: offset = 0,
    ...attributes
  } = stored;
  const [factor, shift] = [Number(scale), Number(offset)];
  if (fill === undefined && missing === undefined && factor === 1 && shift === 0) return { values, attributes };
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    values[i] = value === fill || value === missing ? Number.NaN : value * factor + shift;
  }
  return { values, attributes };
}
