import { requireNumber } from "../../core/index.ts";

/** How a rate of learning develops over the steps: plain data. */
export interface Schedule {
  readonly kind: "constant" | "exponential" | "cosine";
  /** The rate after the warm-up. */
  readonly rate: number;
  /**
   * Steps over which the rate first grows from nothing in proportion.
   *
   * @defaultValue 0
   */
  readonly warmUp?: number;
  /**
   * `exponential`: steps in which the rate falls by `factor`; `cosine`: steps until it has reached `factor` times itself.
   *
   * @defaultValue 1000
   */
  readonly steps?: number;
  /** @defaultValue 0.9 for `exponential`, 0 for `cosine` */
  readonly factor?: number;
}

/**
 * The rate at step 0, 1, … The cosine is that of I. Loshchilov and F. Hutter, SGDR, ICLR 2017, eq. 5, without restarts.
 */
export function rateAt(schedule: Schedule, step: number): number {
  const { kind, rate, warmUp = 0, steps = 1000 } = schedule;
  if (step < warmUp) return (rate * (step + 1)) / warmUp;
  const age = step - warmUp;
  if (kind === "constant") return rate;
  if (kind === "exponential") return rate * (schedule.factor ?? 0.9) ** (age / steps);
  const end = schedule.factor ?? 0;
  return rate * (end + ((1 - end) * (1 + Math.cos((Math.PI * Math.min(age, steps)) / steps))) / 2);
}

/** Throws where a schedule makes no sense. */
export function requireSchedule({ rate, warmUp = 0, steps = 1000, factor = 0.9 }: Schedule): void {
  requireNumber("adam.rate", rate, (value) => value > 0, "a positive number", "1e-3");
  requireNumber("adam.warmUp", warmUp, (value) => Number.isInteger(value) && value >= 0, "a whole number of steps");
  requireNumber("adam.steps", steps, (value) => value > 0, "a positive number of steps", "1000");
  requireNumber("adam.factor", factor, (value) => value >= 0 && value <= 1, "from 0 to 1");
}
