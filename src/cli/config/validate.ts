import type { z } from "zod";
import { SechError } from "../../core/index.ts";

/** Checks a value against a schema; throws one line that names every fault. */
export function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message, ...issue }) => {
    const where = path.length === 0 ? "configuration" : path.join(".");
    const got = issue.code === "custom" || issue.code === "unrecognized_keys" ? "" : `, got ${show(at(value, path))}`;
    return `${where}: ${message.charAt(0).toLowerCase()}${message.slice(1)}${got}`;
  });
  throw new SechError("invalid-config", { what: faults.join("; ") });
}

function show(value: unknown): string {
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
