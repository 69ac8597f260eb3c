import { invalid, jetLayout, requireNumber, rng, tapeAt, tapeJets } from "../core/index.ts";
import type { TransportProblem } from "./problem.ts";

type Posed = Omit<TransportProblem, "drift" | "uniform">;

/** Points of the ring at which laws are looked at. */
const points = 256;
/** How far values and slopes may be apart at the ends of a ring, relative to the largest. */
const tolerance = 1e-8;

/** Throws where the speed or the initial state is not a finite number somewhere at the beginning. */
export function requireFinite(problem: Posed): void {
  for (const [name, values] of Object.entries({ initial: initialSamples(problem).u, speed: speedSamples(problem) })) {
    const bad = values.find((value) => !Number.isFinite(value));
    if (bad === undefined) continue;
    throw invalid({ what: `${name} must be finite everywhere`, got: String(bad), path: name });
  }
}

/** Throws where the initial state, its slope or the speed jumps where the ring closes. */
export function requireRing(problem: Posed): void {
  const { initial, domain, unknowns } = problem;
  requireSpeedOnRing(problem);
  const [from, to] = domain[0] as readonly [number, number];
  const layout = jetLayout(["x"], ["x"]);
  const inside = Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / points);
  const all = tapeJets(initial.tape, layout, inside);
  const ends = tapeJets(initial.tape, layout, Float64Array.of(from, to));
  const width = 2 * unknowns.length;
  for (let k = 0; k < width; k++) {
    const [left, right] = [ends[k] as number, ends[width + k] as number];
    let size = 0;
    for (let i = k; i < all.length; i += width) size = Math.max(size, Math.abs(all[i] as number));
    if (Math.abs(left - right) <= tolerance * Math.max(size, 1e-300)) continue;
    const what = k % 2 === 0 ? "initial" : "the slope of initial";
    throw invalid({
      what: `${what} must be the same at both ends of the ring [${from}, ${to}]`,
      got: [left, right],
      why: "the solution is periodic",
      path: "initial",
      attempt: "a function of that period, or a longer domain",
    });
  }
}

function requireSpeedOnRing({ speed, domain, initial, unknowns }: Posed): void {
  const [[from, to], [, end]] = domain as readonly [readonly [number, number], readonly [number, number]];
  const u = tapeAt(initial.tape, Float64Array.of(from));
  const components = speed.tape.outputs.length;
  for (const t of [0, end / 3, end]) {
    const [left, right] = [from, to].map((x) => tapeAt(speed.tape, Float64Array.of(...u, x, t)));
    for (let k = 0; k < components; k++) {
      const [a, b] = [left?.[k] as number, right?.[k] as number];
      if (Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b))) continue;
      throw invalid({
        what: `speed must be the same at both ends of the ring [${from}, ${to}]`,
        got: [a, b],
        why: "the solution is periodic",
        path: "speed",
        attempt: `a function of x of the period ${to - from}`,
      });
    }
  }
  requireNumber("unknowns.length", unknowns.length, (n) => n <= 2, "1 or 2");
}

/** The mean speed at the beginning, and whether the speed depends on the unknowns alone. */
export function meanVelocity(problem: Posed): Pick<TransportProblem, "drift" | "uniform"> {
  const { speed, unknowns, coordinates } = problem;
  const names = unknowns.length;
  const { u, places } = initialSamples(problem);
  const width = names + coordinates.length;
  const axes = coordinates.length - 1;
  const random = rng(0);
  const elsewhere = new Float64Array(points * width);
  const here = new Float64Array(points * width);
  for (let i = 0; i < points; i++) {
    const values = u.subarray(i * names, (i + 1) * names);
    here.set(values, i * width);
    here.set(places.subarray(i * axes, (i + 1) * axes), i * width + names);
    elsewhere.set(values, i * width);
    for (let c = 0; c < coordinates.length; c++) {
      const [from, to] = problem.domain[c] as readonly [number, number];
      elsewhere[i * width + names + c] = from + (to - from) * random.uniform();
    }
  }
  const a = tapeAt(speed.tape, here);
  const moved = tapeAt(speed.tape, elsewhere);
  const uniform = a.every((value, i) => value === moved[i]);
  const components = speed.tape.outputs.length;
  const drift = Array.from({ length: axes }, (_, axis) => {
    const along = Float64Array.from({ length: points }, (_, i) => a[i * components + axis] as number);
    return uniform || axes > 1 ? arithmeticMean(along) : passageMean(along);
  });
  return { drift, uniform };
}

/** L / ∫ dx / a, the mean speed of one who goes around; the plain mean where a changes its sign. */
function passageMean(a: Float64Array): number {
  const oneWay = a.every((value) => value > 0) || a.every((value) => value < 0);
  return oneWay ? 1 / arithmeticMean(a.map((value) => 1 / value)) : arithmeticMean(a);
}

function arithmeticMean(a: Float64Array): number {
  return a.reduce((sum, value) => sum + value, 0) / a.length;
}

/** u₀ at points that fill space, shape [points][unknowns], and the points, shape [points][space]. */
function initialSamples({ domain, initial }: Posed): { readonly u: Float64Array; readonly places: Float64Array } {
  const space = domain.slice(0, -1);
  const random = rng(1);
  const places = Float64Array.from({ length: points * space.length }, (_, i) => {
    const [from, to] = space[i % space.length] as readonly [number, number];
    return from + (to - from) * (space.length === 1 ? i / points : random.uniform());
  });
  return { u: tapeAt(initial.tape, places), places };
}

function speedSamples(problem: Posed): Float64Array {
  const { u, places } = initialSamples(problem);
  const { unknowns, domain, speed } = problem;
  const axes = domain.length - 1;
  const [, end] = domain[axes] as readonly [number, number];
  const at = Array.from({ length: points }, (_, i) => [
    ...u.subarray(i * unknowns.length, (i + 1) * unknowns.length),
    ...places.subarray(i * axes, (i + 1) * axes),
    (end * i) / (points - 1),
  ]);
  return tapeAt(speed.tape, Float64Array.from(at.flat()));
}
