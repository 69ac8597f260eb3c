import { type Activation, invalid, requireNumber } from "../core/index.ts";
import type { TransportProblem } from "../problems/index.ts";

/**
 * How a transport equation is posed to a network.
 *
 * - `lpinn`: two branches, the path X = ξ + t (c̄ + N) and the state U = u₀ + t N of a label ξ; diffusion is transformed with
 *   J = X_ξ. With soft conditions U = N and the initial state is part of the loss.
 * - `moving`: the same with X = ξ + c̄ t + N and U = N, both held to the initial state by the loss.
 * - `ale`: a known map X = ξ + c̄ t + s(t) w(ξ), w = a(u₀) − c̄, which follows the paths at first and keeps J ≥ `minJacobian` for
 *   all time; the network is the state in these coordinates.
 * - `pinn`: the network is u(x, t) itself, as a baseline.
 * - `original`: as `lpinn`, with the diffusion ν U_ξξ in labels, as published (R. Mojgani, M. Balajewicz & P. Hassanzadeh,
 *   Comput. Methods Appl. Mech. Eng. 404 (2023) 115810, eq. 12), which leaves an error of its own where ν > 0.
 */
export type CharacteristicsMode = "lpinn" | "ale" | "moving" | "pinn" | "original";

/** Modes, as they are named in files and on the command line. */
export const characteristicsModes = ["lpinn", "ale", "moving", "pinn", "original"] as const;

/** Options of a characteristics model. */
export interface CharacteristicsOptions {
  readonly mode: CharacteristicsMode;
  /** Neurons of a hidden layer. @defaultValue `14` */
  readonly width?: number;
  /** Hidden layers. @defaultValue `3` */
  readonly depth?: number;
  /** @defaultValue `"tanh"` */
  readonly activation?: Activation;
  /** Harmonics of the label that the first layer is given. @defaultValue `1` */
  readonly harmonics?: number;
  /**
   * Whether the initial state holds by the form of the network or by the loss. @defaultValue `"hard"`, for `moving` `"soft"`
   */
  readonly initial?: "hard" | "soft";
  /** The least J of the map of `ale`, between 0 and 1. @defaultValue `0.1`, below ν = 0.005 `0.01` in units of u₀ = sin x */
  readonly minJacobian?: number;
  /** q of the ramp s = t (1 + (t/k)^q)^(−1/q) of `ale`. @defaultValue `4`, below that viscosity `8` */
  readonly ramp?: number;
  /** `original`: one network for path and state. @defaultValue `false` */
  readonly shareWeights?: boolean;
  /** `original`: X = N of periodic inputs, which cannot grow by a period around the ring. @defaultValue `false` */
  readonly periodicPath?: boolean;
}

/** Options with their defaults for a problem. */
export interface Shape {
  readonly mode: CharacteristicsMode;
  readonly width: number;
  readonly depth: number;
  readonly activation: Activation;
  readonly harmonics: number;
  readonly soft: boolean;
  readonly minJacobian: number | undefined;
  readonly ramp: number | undefined;
  readonly shareWeights: boolean;
  readonly periodicPath: boolean;
}

/** Throws for options that no problem could use. */
export function requireCharacteristics(options: CharacteristicsOptions): Shape {
  const { mode, width = 14, activation = "tanh", harmonics = 1, minJacobian, ramp } = options;
  if (!characteristicsModes.includes(mode)) {
    throw invalid({ what: "mode is not known", got: mode, path: "mode", attempt: characteristicsModes.join(", ") });
  }
  const depth = options.depth ?? 3;
  for (const [name, value] of Object.entries({ width, depth, harmonics })) {
    requireNumber(`model.${name}`, value, (n) => Number.isInteger(n) && n > 0, "a positive whole number", "20");
  }
  if (minJacobian !== undefined)
    requireNumber("model.minJacobian", minJacobian, (j) => j > 0 && j < 1, "between 0 and 1", "0.1");
  if (ramp !== undefined) requireNumber("model.ramp", ramp, (q) => q >= 1 && q <= 64, "between 1 and 64", "4");
  const own: Readonly<Record<string, readonly CharacteristicsMode[]>> = {
    minJacobian: ["ale"],
    ramp: ["ale"],
    shareWeights: ["original"],
    periodicPath: ["original"],
  };
  for (const [name, modes] of Object.entries(own)) {
    if (options[name as keyof CharacteristicsOptions] === undefined || modes.includes(mode)) continue;
    throw invalid({ what: `model.${name} belongs to the mode ${modes.join(", ")}`, got: mode, path: `model.${name}` });
  }
  const { initial = mode === "moving" ? "soft" : "hard", shareWeights = false, periodicPath = false } = options;
  const shape = { mode, width, depth, activation, harmonics, minJacobian, ramp, shareWeights, periodicPath };
  return { ...shape, soft: initial === "soft" };
}

/** Throws where a mode cannot be used on a problem. */
export function requireSuitable({ mode, soft }: Shape, problem: TransportProblem): void {
  const { coordinates, uniform, unknowns } = problem;
  if (mode === "ale" && (!uniform || coordinates.length > 2 || unknowns.length > 1)) {
    throw invalid({
      what: "mode ale needs a speed of u alone, on a ring",
      got: problem.name,
      why: "its map follows the straight paths of the beginning",
      path: "mode",
      attempt: "lpinn",
    });
  }
  if (mode === "original" && (coordinates.length > 2 || unknowns.length > 1)) {
    throw invalid({
      what: "mode original is for one unknown on a ring",
      got: problem.name,
      path: "mode",
      attempt: "lpinn",
    });
  }
  if (unknowns.length > 1 && (soft || !["lpinn", "pinn"].includes(mode))) {
    throw invalid({
      what: "Riemann invariants are solved in the modes lpinn and pinn, with hard conditions",
      got: `${mode}, ${soft ? "soft" : "hard"}`,
      path: "mode",
      attempt: "lpinn",
    });
  }
}
