import { invalid, requireNumber } from "../core/index.ts";

/** Something to be noticed: a sign change of a function along the solution. */
export interface EventFunction {
  /** The event is where this is zero; it must be continuous. */
  readonly value: (t: number, y: Float64Array) => number;
  /** Notice only rising (1) or falling (−1) values, in the order in which the run passes them, or both (0). @defaultValue `0` */
  readonly direction?: 1 | -1 | 0;
  /** Whether the run ends there, with status `event`. @defaultValue `false` */
  readonly terminal?: boolean;
}

/** An event that happened. */
export interface EventOccurrence {
  /** Position in the list of event functions. */
  readonly event: number;
  readonly t: number;
  /** State at t, shape [d]. */
  readonly y: Float64Array;
}

/** Looks for events in one accepted step after the other. */
export interface EventWatcher {
  /** Takes the values at the start of the run. */
  begin(t: number, y: Float64Array): void;
  /**
   * Finds the events of a step from `start` to `end`, in order, up to a terminal one, which is returned. A function that
   * changes its sign twice within a step is not noticed; `maxStep` helps.
   */
  pass(start: number, end: number, next: Float64Array, interpolate: Interpolate): EventOccurrence | null;
  occurrences(): readonly EventOccurrence[];
}

type Interpolate = (t: number, out: Float64Array) => void;

/** The value of an event function, which must be one. */
function known(value: number, event: number, t: number): number {
  if (Number.isNaN(value)) throw invalid({ what: `events[${event}].value is not a number at t = ${t}`, got: value });
  return value;
}

/** A watcher that locates events to `tolerance` in t, or to rounding. */
export function eventWatcher(functions: readonly EventFunction[], size: number, tolerance: number): EventWatcher {
  requireNumber("eventTolerance", tolerance, (value) => value >= 0, "at least 0", "1e-12");
  const values = new Float64Array(functions.length);
  const state = new Float64Array(size);
  const found: EventOccurrence[] = [];
  return {
    begin(t, y) {
      functions.forEach(({ value }, i) => {
        values[i] = known(value(t, y), i, t);
      });
    },
    pass(start, end, next, interpolate) {
      const here: EventOccurrence[] = [];
      functions.forEach(({ value, direction = 0 }, i) => {
        const before = values[i] as number;
        const after = known(value(end, next), i, end);
        values[i] = after;
        const crossed = (before < 0 && after >= 0) || (before > 0 && after <= 0);
        if (!crossed || direction * (after - before) < 0) return;
        const at = (t: number) => {
          interpolate(t, state);
          return value(t, state);
        };
        const t = after === 0 ? end : bracketedRoot(at, start, before, end, after, tolerance);
        if (t === end) state.set(next);
        else interpolate(t, state);
        here.push({ event: i, t, y: state.slice() });
      });
      here.sort((p, q) => (p.t - q.t) * Math.sign(end - start));
      const stop = here.findIndex(({ event }) => functions[event]?.terminal === true);
      found.push(...(stop < 0 ? here : here.slice(0, stop + 1)));
      return here[stop] ?? null;
    },
    occurrences: () => found,
  };
}

/**
 * The root of f between a and b, where its values have opposite signs: regula falsi with the Illinois modification, and
 * bisection where that is slow (M. Dowell & P. Jarratt, BIT 11 (1971) 168).
 */
export function bracketedRoot(
  f: (t: number) => number,
  a: number,
  fa: number,
  b: number,
  fb: number,
  tolerance: number,
): number {
  let side = 0;
  for (let i = 0; i < 200; i++) {
    const width = Math.abs(b - a);
    if (width <= Math.max(tolerance, 4 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b)))) break;
    const secant = (a * fb - b * fa) / (fb - fa);
    const inside = (secant - a) * (secant - b) < 0;
    const t = inside && i % 4 !== 3 ? secant : 0.5 * (a + b);
    if (t === a || t === b) break;
    const ft = f(t);
    if (ft === 0) return t;
    if (ft > 0 === fb > 0) {
      b = t;
      fb = ft;
      if (side === 1) fa *= 0.5;
      side = 1;
    } else {
      a = t;
      fa = ft;
      if (side === -1) fb *= 0.5;
      side = -1;
    }
  }
  return b;
}
