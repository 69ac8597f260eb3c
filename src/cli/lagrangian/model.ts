import { invalid } from "../../core/index.ts";
import {
  type CharacteristicsMode,
  type CharacteristicsOptions,
  characteristics,
  eulerian,
  type TransportModel,
  windowed,
} from "../../lagrangian/index.ts";
import { mlp, xpinn } from "../../pinn/index.ts";
import type { Stage } from "../../training/index.ts";
import { defined } from "../config/defined.ts";
import type { LagrangianConfig } from "./schema.ts";

/**
 * The model of a configuration: in mode `pinn` with `model.parts` or `sequence` a network for each part or window, in the other
 * modes with `sequence` paths that are learnt window by window.
 *
 * @param stages Those of each window.
 */
export function modelOf(
  { model, sequence = 1 }: Pick<LagrangianConfig, "model" | "sequence">,
  mode: CharacteristicsMode,
  stages: readonly Stage[] | undefined,
): TransportModel {
  const { parts, ...keys } = defined(model);
  const each = { windows: sequence, ...(stages === undefined ? {} : { stages }) };
  if (parts !== undefined && (mode !== "pinn" || sequence > 1)) {
    throw invalid({
      what: "model.parts belongs to the mode pinn, without sequence",
      got: mode,
      path: "model.parts",
      attempt: "--mode pinn, or sequence for windows of time",
    });
  }
  if (mode !== "pinn" || (parts === undefined && sequence === 1)) {
    const whole = characteristics({ ...keys, mode } as CharacteristicsOptions);
    return sequence === 1 ? whole : windowed(whole, each);
  }
  const { initial = "hard", width, depth, activation, harmonics, ...others } = keys;
  const [other] = [...Object.keys(others), ...(parts !== undefined && harmonics !== undefined ? ["harmonics"] : [])];
  if (other !== undefined) {
    throw invalid({
      what: `model.${other} does not belong to the mode pinn in parts or windows`,
      path: `model.${other}`,
    });
  }
  const shape = defined({ width, depth, activation });
  return parts === undefined
    ? eulerian(mlp({ ...shape, ...defined({ harmonics }) }), { initial, ...each })
    : eulerian(xpinn({ ...shape, parts: defined(parts) as Record<string, number> }), { initial });
}
