export { type CharacteristicsModel, characteristics } from "./characteristics.ts";
export { diagnose, type MapReport } from "./diagnose.ts";
export type { Sheet } from "./least-action.ts";
export { type MappedSolution, type ModeCount, modeCount } from "./modes.ts";
export { type CharacteristicsMode, type CharacteristicsOptions, characteristicsModes } from "./options.ts";
export type { Parts, PartTerm, PathMap } from "./parts.ts";
export { type Paths, paths } from "./paths.ts";
export { type EntropyOptions, type EntropySolution, entropySolution, type Shock } from "./shock.ts";
export { type Frames, type FrameWidths, frameWidths, modesWithin, type SnapshotDecay, snapshotDecay } from "./width.ts";
