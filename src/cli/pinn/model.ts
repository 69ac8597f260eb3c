import { invalid } from "../../core/index.ts";
import * as pinn from "../../pinn/index.ts";
import type { PdeEntry, PdeProblem } from "../../problems/index.ts";
import type { Model } from "../../training/index.ts";
import type { PinnConfig } from "./schema.ts";

type Kind = PinnConfig["model"]["kind"];

/** The kinds of model that have a key, those of networks; all other keys are of Gaussians. */
const kindsOf: Readonly<Record<string, readonly [Kind, ...Kind[]]>> = {
  width: ["mlp", "fourier"],
  depth: ["mlp", "fourier"],
  activation: ["mlp", "fourier"],
  features: ["fourier"],
  scale: ["fourier"],
};

/** The model of a configuration; networks have the shape that suits the problem unless it is given. */
export function modelOf({ model }: PinnConfig, { network }: PdeEntry): Model<PdeProblem> {
  const { kind, ...keys } = model;
  const known = Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
  for (const [key, value] of Object.entries(known)) {
    const kinds = kindsOf[key] ?? ["gaussians"];
    if (kinds.includes(kind)) continue;
    throw invalid({
      what: `model.${key} belongs to model.kind ${kinds.join(" or ")}`,
      got: value,
      attempt: `--model ${kinds[0]}`,
    });
  }
  if (kind === "gaussians") return pinn.gaussians(known);
  if (kind === "fourier") return pinn.fourier(known);
  const { width, depth, activation } = network;
  return pinn.mlp({ width, depth, activation, ...known });
}
