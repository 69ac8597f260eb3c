/** What kind of misuse an error reports. Numerical failure is never an error: it is a `Status`. */
export type ErrorCode =
  | "invalid-argument"
  | "invalid-config"
  | "invalid-data"
  | "file"
  | "disk-full"
  | "not-available"
  | "thread-lost";

/** The parts of a misuse message: what is wrong, what was got, why it is refused, what to try. */
export interface Misuse {
  /** The rule that was broken, e.g. `grid.points must be even and at least 4`. */
  readonly what: string;
  /** The offending value, shown after `got`. */
  readonly got?: unknown;
  /** Why the rule exists. */
  readonly why?: string;
  /** A value or action that would work. */
  readonly attempt?: string;
  /** The key or parameter concerned, for programs that map errors back to input. */
  readonly path?: string;
}

/** The one error type that this package throws, for misuse only. */
export class SechError extends Error {
  override readonly name = "SechError";
  readonly code: ErrorCode;
  readonly details: Misuse;

  constructor(code: ErrorCode, details: Misuse, options?: ErrorOptions) {
    super(describe(details), options);
    this.code = code;
    this.details = details;
  }
}

/** An invalid argument of a library call. */
export function invalid(details: Misuse): SechError {
  return new SechError("invalid-argument", details);
}

/** A part of the public surface that a later version fills in. */
export function notAvailable(feature: string): SechError {
  return new SechError("not-available", { what: `${feature} is not available yet` });
}

/** Throws unless `value` is a finite number that satisfies `rule`. */
export function requireNumber(
  path: string,
  value: unknown,
  rule: (value: number) => boolean,
  wanted: string,
  attempt?: string,
): void {
  if (typeof value === "number" && Number.isFinite(value) && rule(value)) return;
  throw invalid({ what: `${path} must be ${wanted}`, got: value, path, ...(attempt === undefined ? {} : { attempt }) });
}

function describe({ what, got, why, attempt }: Misuse): string {
  const value = got === undefined ? "" : `, got ${show(got)}`;
  const reason = why === undefined ? "" : ` (${why})`;
  const advice = attempt === undefined ? "" : `; try ${attempt}`;
  return `${what}${value}${reason}${advice}`;
}

function show(value: unknown): string {
  const text =
    typeof value === "number" || typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
