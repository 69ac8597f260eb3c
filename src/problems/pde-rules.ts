import { invalid } from "../core/index.ts";

/** Throws unless the box has at least one coordinate of one letter, and each runs upwards between finite ends. */
export function requireBox(
  coordinates: readonly string[],
  domain: readonly (readonly [from: number, to: number])[],
): void {
  if (coordinates.length === 0) throw invalid({ what: "domain must have a coordinate", path: "domain", attempt: "x" });
  coordinates.forEach((coordinate, axis) => {
    const path = `domain.${coordinate}`;
    if (!/^\p{L}$/u.test(coordinate)) {
      throw invalid({
        what: "a coordinate's name must be one letter",
        got: coordinate,
        why: "derivatives are named by runs of them, like uxx",
        path,
      });
    }
    const [from, to] = domain[axis] as readonly [number, number];
    if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
      const attempt = from > to ? `[${to}, ${from}]` : "[0, 1]";
      throw invalid({ what: `${path} must be two finite numbers, the lower first`, got: [from, to], path, attempt });
    }
  });
}

/** Throws unless unknowns and derivatives are well-formed and no two of the names that equations read are alike. */
export function requireNames(
  coordinates: readonly string[],
  unknowns: readonly string[],
  derivatives: readonly string[],
  scalars: readonly string[] = [],
): void {
  if (unknowns.length === 0) throw invalid({ what: "unknowns must not be empty", path: "unknowns", attempt: '["u"]' });
  for (const unknown of unknowns) {
    if (/^\p{L}[\p{L}\p{N}]*$/u.test(unknown)) continue;
    throw invalid({ what: "an unknown's name must be letters and digits", got: unknown, path: "unknowns" });
  }
  for (const scalar of scalars) {
    if (/^\p{L}[\p{L}\p{N}]*$/u.test(scalar)) continue;
    throw invalid({ what: "a trainable scalar's name must be letters and digits", got: scalar, path: "trainable" });
  }
  for (const derivative of derivatives) {
    const letters = [...derivative];
    const known = letters.length > 0 && letters.every((letter) => coordinates.includes(letter));
    if (known && letters.length <= 4) continue;
    throw invalid({
      what: `a derivative must be named by one to four of the coordinates ${coordinates.join(", ")}`,
      got: derivative,
      path: "derivatives",
      attempt: `"${coordinates[0]}" or "${coordinates[0]}${coordinates[0]}"`,
    });
  }
  const names = [...coordinates, ...inputNames(unknowns, derivatives), ...scalars];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw invalid({
      what: "coordinates, unknowns, their derivatives and trainable scalars need different names",
      got: twice,
    });
  }
}

/** The names of the unknowns and of their derivatives, unknown by unknown. */
export function inputNames(unknowns: readonly string[], derivatives: readonly string[]): readonly string[] {
  return unknowns.flatMap((unknown) => [unknown, ...derivatives.map((derivative) => unknown + derivative)]);
}
