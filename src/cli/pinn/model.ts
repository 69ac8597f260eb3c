import { invalid } from "../../core/index.ts";
import * as pinn from "../../pinn/index.ts";
import type { PdeEntry, PdeProblem } from "../../problems/index.ts";
import type { Model } from "../../training/index.ts";
import type { PinnConfig } from "./schema.ts";

type Kind = PinnConfig["model"]["kind"];

/** The kinds of model that have a key. */
const kindsOf: Readonly<Record<Exclude<keyof PinnConfig["model"], "kind">, readonly Kind[]>> = {
  width: ["mlp", "fourier"],
  depth: ["mlp", "fourier"],
  activation: ["mlp", "fourier"],
  features: ["fourier"],
  scale: ["fourier"],
  trainer: ["gaussians"],
  count: ["gaussians"],
  covariance: ["gaussians"],
  start: ["gaussians"],
  overlap: ["gaussians"],
  rank: ["gaussians"],
  grid: ["gaussians"],
  windows: ["gaussians"],
  placement: ["gaussians"],
  kappa: ["gaussians"],
  ghosts: ["gaussians"],
  tolerance: ["gaussians"],
  levels: ["gaussians"],
  verify: ["gaussians"],
};

/** The model of a configuration; networks have the shape that suits the problem unless it is given. */
export function modelOf({ model }: PinnConfig, { network }: PdeEntry): Model<PdeProblem> {
  const { kind, ...keys } = model;
  const known = Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
  for (const [key, value] of Object.entries(known)) {
    const kinds = kindsOf[key as keyof typeof kindsOf];
    if (kinds.includes(kind)) continue;
    throw invalid({
      what: `model.${key} belongs to model.kind ${kinds.join(" or ")}`,
      got: value,
      attempt: `--model ${kinds[0]}`,
    });
  }
  if (kind === "gaussians") return gaussiansOf(known);
  if (kind === "fourier") return pinn.fourier(known);
  const { width, depth, activation } = network;
  return pinn.mlp({ width, depth, activation, ...known });
}

/** The keys of Gaussians that only some of their trainers have. */
const trainersOf: Readonly<Record<string, readonly string[]>> = {
  covariance: ["trained", "original"],
  start: ["trained"],
  overlap: ["trained"],
  grid: ["trained"],
  windows: ["trained"],
  placement: ["trained"],
  rank: ["auto", "separable"],
  kappa: ["auto", "separable"],
  ghosts: ["auto", "separable", "trained"],
  tolerance: ["auto", "separable"],
  levels: ["auto", "separable"],
  verify: ["auto", "separable"],
};

function gaussiansOf(known: Parameters<typeof pinn.gaussians>[0]): Model<PdeProblem> {
  const { trainer = "auto", ...keys } = known ?? {};
  for (const [key, value] of Object.entries(keys)) {
    const trainers = trainersOf[key];
    if (trainers === undefined || trainers.includes(trainer)) continue;
    throw invalid({
      what: `model.${key} belongs to model.trainer ${trainers.join(" or ")}`,
      got: value,
      attempt: `--set model.trainer=${trainers[0]}`,
    });
  }
  return pinn.gaussians(known);
}
