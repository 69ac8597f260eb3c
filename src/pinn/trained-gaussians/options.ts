import { invalid, requireNumber } from "../../core/index.ts";
import { requireBoolean, requireOneOf, requireOptionsOf } from "../gaussian-options.ts";

/** Options of `trainedGaussians`; one of which the others make no use is refused. */
export interface TrainedGaussiansOptions {
  /**
   * `"trained"`: variable projection, with Gaussians inserted where residuals are large and taken out where they contribute
   * nothing. `"original"`: the published recipe, Adam on conditions in the loss.
   *
   * @defaultValue `"trained"`
   */
  readonly trainer?: "trained" | "original";
  /**
   * Gaussians of each unknown, or with a head of each of its channels.
   *
   * @defaultValue `200`; for the original the published number
   */
  readonly count?: number;
  /** Whether the axes of Gaussians lie along the coordinates or may turn. @defaultValue `"diagonal"` */
  readonly covariance?: "diagonal" | "full";
  /**
   * How many of them are there at the beginning; the others are inserted. Without windows and head.
   *
   * @defaultValue half; all where they do not move, and for the original
   */
  readonly start?: number;
  /**
   * Widths at the beginning, in spacings of the centres; `"chosen"`: that of several which leaves the least residuals at
   * points at which weights were not solved for, found in one step before the others.
   *
   * @defaultValue `1.5`
   */
  readonly overlap?: number | "chosen";
  /** Centres beyond each end of a coordinate, where all of time is one window. @defaultValue `1` */
  readonly ghosts?: number;
  /** Centres along each coordinate, `count` at most together, where all of time is one window. @defaultValue equal numbers */
  readonly grid?: readonly number[];
  /**
   * Whether centres, widths and axes move at all: without, only the weights are solved for, which tells what moving is worth. Not for a head.
   *
   * @defaultValue `true`
   */
  readonly moves?: boolean;
  /**
   * A layer of `width` tanh neurons after `channels` sums of Gaussians. Its outputs are not linear in the weights, and so
   * all parameters are trained together by Gauss–Newton; none are inserted.
   *
   * @defaultValue none; `{ channels: 4, width: 16 }` for the original
   */
  readonly head?: { readonly channels: number; readonly width: number };
  /**
   * Windows of time, each of which has `count` Gaussians of its own; the first is divided further where the beginning does
   * not fit the conditions. Only for equations of the first order in time, and without a head.
   *
   * @defaultValue all of time at once
   */
  readonly windows?: number;
  /**
   * How Gaussians of windows are placed before they move: by the curvature of the state that a window begins with (along one
   * coordinate of space), or on a regular grid, for which no window is halved.
   *
   * @defaultValue `"sizes"`
   */
  readonly placement?: "sizes" | "grid";
}

/** Gaussians that a window needs, so that some stand beside one another in every layer. */
const leastInWindow = 40;

const whole = (least: number) => (n: number) => Number.isInteger(n) && n >= least;

/** Throws for options that no training could use, or of which the one that is chosen would make no use. */
export function requireTrained(options: TrainedGaussiansOptions): void {
  requireOptionsOf(options, ["trained", "original"]);
  const { count = 200, start, covariance, overlap, ghosts, grid, moves, head, windows, placement } = options;
  requireNumber("model.count", count, whole(4), "a whole number of at least 4", "200");
  if (start !== undefined) {
    requireNumber("model.start", start, (n) => whole(1)(n) && n <= count, "a whole number up to model.count");
  }
  if (overlap !== undefined && overlap !== "chosen") {
    requireNumber("model.overlap", overlap, (value) => value > 0, "positive or chosen", "1.5");
  }
  if (ghosts !== undefined) requireNumber("model.ghosts", ghosts, whole(0), "a whole number from 0", "2");
  if (grid !== undefined) requireGrid(grid, start ?? count);
  if (head !== undefined) requireHead(head);
  if (windows !== undefined) {
    requireNumber("model.windows", windows, whole(1), "a whole number of at least 1", "20");
    requireNumber("model.count", count, whole(leastInWindow), `at least ${leastInWindow} in windows of time`, "200");
  }
  requireBoolean("model.moves", moves);
  requireOneOf("model.placement", placement, ["sizes", "grid"]);
  requireOneOf("model.covariance", covariance, ["diagonal", "full"]);
  requireUsed(options);
}

function requireGrid(grid: readonly number[], most: number): void {
  if (!Array.isArray(grid)) {
    throw invalid({ what: "model.grid must be numbers of centres", got: grid, path: "model.grid", attempt: "[8, 8]" });
  }
  for (const n of grid) requireNumber("model.grid", n, whole(2), "whole numbers of at least 2", "8");
  const together = grid.reduce((all, n) => all * n, 1);
  requireNumber("model.grid", together, (n) => n <= most, "at most model.count together", `${most}`);
}

function requireHead(head: NonNullable<TrainedGaussiansOptions["head"]>): void {
  const known = ["channels", "width"] as const;
  const other = typeof head === "object" && head !== null ? Object.keys(head).find((key) => !isIn(known, key)) : "";
  if (other !== undefined) {
    const what = other === "" ? "model.head must have channels and width" : `model.head.${other} is not an option`;
    throw invalid({ what, got: head, path: "model.head", attempt: "{ channels: 4, width: 16 }" });
  }
  for (const key of known) {
    requireNumber(`model.head.${key}`, head[key], whole(1), "a whole number of at least 1", "4");
  }
}

const isIn = (known: readonly string[], key: string) => known.includes(key);

/** Throws for options of which others make no use. */
function requireUsed({ overlap, ghosts, grid, start, moves, head, windows, placement }: TrainedGaussiansOptions): void {
  const chosen = overlap === "chosen" ? overlap : undefined;
  if (windows === undefined) {
    refuse({ placement }, "is for windows of time", "with model.windows");
  } else {
    refuse({ grid, ghosts, start }, "is for Gaussians of all of time together", "without model.windows");
    refuse({ overlap: chosen }, "that is chosen is for Gaussians of all of time together", "a number");
  }
  if (head === undefined) return;
  refuse({ windows, start, moves }, "is for Gaussians without a head", "without it");
  refuse({ overlap: chosen }, "that is chosen is for Gaussians without a head", "a number");
}

function refuse(options: Readonly<Record<string, unknown>>, why: string, attempt: string): void {
  for (const [key, got] of Object.entries(options)) {
    if (got !== undefined) throw invalid({ what: `model.${key} ${why}`, got, path: `model.${key}`, attempt });
  }
}
