import { invalid } from "../core/index.ts";

/** A way to fit Gaussians. */
export type GaussianTrainer = "auto" | "separable" | "trained" | "original";

const fixed = ["auto", "separable"] as const;
const moving = ["trained", "original"] as const;

/** The trainers that look at an option. */
const trainersOf: Readonly<Record<string, readonly GaussianTrainer[]>> = {
  count: [...fixed, ...moving],
  rank: fixed,
  kappa: fixed,
  ghosts: [...fixed, "trained"],
  tolerance: fixed,
  levels: fixed,
  verify: fixed,
  covariance: moving,
  head: moving,
  start: ["trained"],
  overlap: ["trained"],
  grid: ["trained"],
  moves: ["trained"],
  windows: ["trained"],
  placement: ["trained"],
};

/**
 * Throws for a trainer that is not among some, and for options that the chosen one would not look at.
 *
 * @param known The trainers that can be chosen; without a choice it is the first.
 */
export function requireOptionsOf(options: object, known: readonly [GaussianTrainer, ...GaussianTrainer[]]): void {
  const { trainer = known[0], ...others } = options as Readonly<Record<string, unknown>>;
  requireOneOf("model.trainer", trainer, known);
  for (const [key, value] of Object.entries(others)) {
    const trainers = Object.hasOwn(trainersOf, key) ? trainersOf[key] : undefined;
    if (value === undefined || trainers?.includes(trainer as GaussianTrainer)) continue;
    const path = `model.${key}`;
    if (trainers === undefined) {
      throw invalid({ what: `${path} is not an option of Gaussians`, got: value, path });
    }
    const what = `${path} belongs to model.trainer ${listed(trainers)}`;
    throw invalid({ what, got: value, path, attempt: `model.trainer ${trainers[0]}, or without it` });
  }
}

/** Throws unless a value that is given is one of those that are known. */
export function requireOneOf(path: string, got: unknown, known: readonly string[]): void {
  if (got === undefined || known.some((one) => one === got)) return;
  throw invalid({ what: `${path} must be ${listed(known)}`, got, path, attempt: `"${known[0]}"` });
}

/** Throws unless a value that is given is true or false. */
export function requireBoolean(path: string, got: unknown): void {
  if (got === undefined || typeof got === "boolean") return;
  throw invalid({ what: `${path} must be true or false`, got, path });
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
