export { type CharacteristicsModel, characteristics } from "./characteristics.ts";
export { diagnose, type MapReport } from "./diagnose.ts";
export { type CharacteristicsMode, type CharacteristicsOptions, characteristicsModes } from "./options.ts";
export type { Parts, PartTerm, PathMap } from "./parts.ts";
export { type Paths, paths } from "./paths.ts";
