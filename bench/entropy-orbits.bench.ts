// Regular or not, against the truth: neighbours of regular orbits part in proportion to time, those of chaotic ones
// exponentially. `npm run bench entropy-orbits`; EACH and SEED in the environment try others.
import { entropy, type Rng, rng } from "sech";

const { generators } = entropy;
const { EACH = "12", SEED = "20261140" } = process.env;
const length = 4096;
const nearby = 1e-8;
/** Regular neighbours part by about the number of radians, 1e2 to 1e3.5 here; what lies between has not shown itself. */
const limits = { regular: 1e4, chaotic: 1e6 };

type Series = Readonly<Record<string, Float64Array>>;
type System = (random: Rng) => (shift: number) => Series;
const between = (random: Rng, low: number, high: number) => low + (high - low) * random.uniform();

const tracer =
  (potential: entropy.generators.Potential, dt: number): System =>
  (r) => {
    const [x, z, vx, vy, vz] = [
      between(r, 0.5, 1.2),
      between(r, 0, 0.3),
      between(r, -0.3, 0.3),
      between(r, 0.1, 0.9),
      between(r, 0, 0.3),
    ];
    return (shift) =>
      generators.orbit({ potential, start: [x + shift, 0, z, vx, vy, vz], dt, length, rtol: 1e-11 }).series;
  };
const henonHeiles =
  (low: number, high: number): System =>
  (r) => {
    const [energy, y, angle] = [between(r, low, high), between(r, -0.15, 0.2), between(r, 0, 1.4)];
    const v = Math.sqrt(2 * energy - y * y + (2 * y ** 3) / 3);
    const [vx, vy] = [v * Math.cos(angle), v * Math.sin(angle)];
    return (shift) => generators.henonHeiles({ start: [0, y + shift, vx, vy], dt: 0.3, length, rtol: 1e-11 }).series;
  };

const systems: Readonly<Record<string, System>> = {
  "logarithmic, q = 0.9, qz = 0.8": tracer({ kind: "logarithmic", qz: 0.8 }, 0.2),
  "logarithmic, q = 0.7": tracer({ kind: "logarithmic", q: 0.7 }, 0.2),
  Plummer: tracer({ kind: "plummer" }, 0.25),
  "Miyamoto–Nagai": tracer({ kind: "miyamoto-nagai" }, 0.4),
  "rotating bar": tracer({ kind: "bar" }, 0.2),
  "rotating bar, q = 0.7, Ω = 0.7": tracer({ kind: "bar", q: 0.7, rotation: 0.7 }, 0.2),
  "Hénon–Heiles, energy 0.04 … 0.166": henonHeiles(0.04, 0.166),
  "double pendulum, angles to 2": (r) => {
    const [first, second] = [between(r, -2, 2), between(r, -1, 1)];
    return (shift) =>
      generators.doublePendulum({ angles: [first + shift, second], dt: 0.08, length, rtol: 1e-11 }).series;
  },
};

/** How many times as far apart two neighbours are in the last tenth. */
function parting(a: Series, b: Series): number {
  let most = 0;
  for (let i = Math.floor(0.9 * length); i < length; i++) {
    const apart = Object.keys(a).map((key) => (a[key]?.[i] as number) - (b[key]?.[i] as number));
    most = Math.max(most, Math.hypot(...apart));
  }
  return most / nearby;
}

const total = { regular: 0, chaotic: 0, undecided: 0, right: 0 };
for (const [name, system] of Object.entries(systems)) {
  const wrong: string[] = [];
  const here = { regular: 0, chaotic: 0 };
  for (let k = 0; k < Number(EACH); k++) {
    const make = system(rng(Number(SEED)).split(100 * Object.keys(systems).indexOf(name) + k));
    const series = make(0);
    const growth = parting(series, make(nearby));
    const truth = growth < limits.regular ? "regular" : growth > limits.chaotic ? "chaotic" : "undecided";
    total[truth]++;
    if (truth === "undecided") continue;
    here[truth]++;
    const x = (series["x"] ?? series["x2"]) as Float64Array;
    const { delay } = entropy.sampling(x, { order: 5 });
    const { zone, unforetold } = entropy.classify(entropy.ordinalPatterns({ order: 5, delay }), x);
    if (zone === "complex" ? truth === "chaotic" : zone !== "stochastic" && truth === "regular") total.right++;
    else
      wrong.push(
        `${truth} → ${zone} (neighbours ${growth.toExponential(0)}, unforetold ${unforetold.toExponential(1)})`,
      );
  }
  console.log(`${name}: ${here.regular} regular, ${here.chaotic} chaotic; wrong: ${wrong.join(", ") || "none"}`);
}
const { regular, chaotic, undecided, right } = total;
console.log(`${right} of ${regular + chaotic} right; ${undecided} undecided left out`);
