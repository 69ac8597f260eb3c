import type { JetLayout } from "./layout.ts";

/** The jets of a block: a row of `channels · width` numbers for each neuron, channel behind channel. */
export interface BlockShape {
  readonly layout: JetLayout;
  readonly channels: number;
  /** How many points. */
  readonly width: number;
  /** The place of `layout.subsets` in the arena, as 32-bit integers. */
  readonly table: number;
}
