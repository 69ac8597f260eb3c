// FFTs for a given error, row by row: `npm run bench nlse-work`. Adaptive runs include their start-up and rejected steps.
// Asked is the tolerance, got the relative L2 error at the end, on the compiled kernels and on the plain ones, which differ
// by rounding alone; counts are the same on every machine.
import { defaultKernels, type Field, type Kernels, periodicGrid, plainKernels, problems, spectral } from "sech";

type Span = readonly [number, number];

interface Row {
  readonly name: string;
  readonly system: spectral.WaveSystem;
  readonly span: Span;
  readonly against: string;
  readonly reference: Field<"x">;
  /** [error, most FFTs, method, tolerance or step] */
  readonly bars: readonly (readonly [number, number, spectral.MethodName, { rtol: number } | { step: number }])[];
}

const ring = (points: number, length = 50) => periodicGrid({ points, length });
const discretise = (problem: problems.WaveProblem, points: number, length = 50) =>
  spectral.discretise(problem, ring(points, length));

/** A field of a finer grid at the points of a coarser one. */
function every(stride: number, psi: Field<"x">): Field<"x"> {
  const pick = (values: Float64Array) => values.filter((_, j) => j % stride === 0);
  return { space: "x", re: pick(psi.re), im: pick(psi.im) };
}

const exact = (system: spectral.WaveSystem, t: number) => system.problem.exact?.(system.grid, t) as Field<"x">;
const byDop853 = (system: spectral.WaveSystem, span: Span, rtol: number) =>
  spectral.integrate(system, span, { method: "dop853", rtol, maxSteps: 10_000_000 }).end;

const soliton = discretise(problems.brightSoliton(), 512);
const breather = discretise(problems.akhmediev(), 64, problems.akhmedievPeriod(0.25));
const period = problems.kuznetsovMaPeriod(1);
const maSpan: Span = [period / 2, 2.5 * period];
const ma = discretise(problems.kuznetsovMa({ initialTime: maSpan[0] }), 512, 30);
const noise = discretise(problems.gaussianNoise(), 512);

const rows: readonly (() => Row)[] = [
  () => ({
    name: "soliton, N = 512, t = 0 … 20",
    system: soliton,
    span: [0, 20],
    against: "the exact solution",
    reference: exact(soliton, 20),
    bars: [
      [1e-6, 2700, "auto", { rtol: 1e-5 }],
      [1e-9, 5500, "auto", { rtol: 1.6e-8 }],
      [2e-11, 10000, "auto", { rtol: 1e-10 }],
    ],
  }),
  () => ({
    name: "two-soliton, N = 1024, t = 0 … 20",
    system: discretise(problems.twoSoliton(), 1024),
    span: [0, 20],
    against: "dop853 with N = 2048",
    reference: every(2, byDop853(discretise(problems.twoSoliton(), 2048), [0, 20], 1e-12)),
    bars: [
      [1e-6, 5500, "auto", { rtol: 1e-6 }],
      [1e-9, 10700, "auto", { rtol: 1.3e-9 }],
    ],
  }),
  () => ({
    name: "bound-state, N = 1024, t = 0 … 20",
    system: discretise(problems.boundState(), 1024),
    span: [0, 20],
    against: "dop853 with N = 2048",
    reference: every(2, byDop853(discretise(problems.boundState(), 2048), [0, 20], 1e-12)),
    bars: [
      [1e-6, 7500, "auto", { rtol: 2e-7 }],
      [1e-9, 12700, "auto", { rtol: 3e-10 }],
    ],
  }),
  () => ({
    name: "akhmediev, a = 1/4, N = 64, t = −5 … 5",
    system: breather,
    span: [-5, 5],
    against: "the exact solution",
    reference: exact(breather, 5),
    bars: [
      [1e-6, 980, "auto", { rtol: 1e-6 }],
      [1e-9, 1360, "auto", { rtol: 3e-9 }],
      [1e-11, 1950, "auto", { rtol: 1e-11 }],
    ],
  }),
  () => ({
    name: "kuznetsov-ma, a = 1, L = 30, N = 512, two periods",
    system: ma,
    span: maSpan,
    against: "the exact solution",
    reference: exact(ma, maSpan[1]),
    bars: [
      [1e-6, 1370, "auto", { rtol: 1e-6 }],
      [1e-9, 1800, "auto", { rtol: 1e-9 }],
    ],
  }),
  () => ({
    name: "gaussian-noise, N = 512, t = 0 … 20",
    system: noise,
    span: [0, 20],
    against: "dop853 on the same grid",
    reference: byDop853(noise, [0, 20], 1e-11),
    bars: [
      [1e-4, 33000, "srkn14a", { step: 20 / 1150 }],
      [1e-6, 48000, "srkn14a", { step: 20 / 1700 }],
      [1e-4, 43000, "auto", { rtol: 4e-4 }],
      [1e-6, 62000, "auto", { rtol: 1e-4 }],
    ],
  }),
];

const twins: readonly Kernels[] = [defaultKernels(), plainKernels];
for (const make of rows) {
  const { name, system, span, against, reference, bars } = make();
  console.log(`${name}, against ${against}`);
  for (const [bar, most, method, how] of bars) {
    const asked = "rtol" in how ? `rtol ${how.rtol}` : `${Math.round((span[1] - span[0]) / how.step)} steps`;
    const runs = twins.map((kernels) => {
      const twin = spectral.discretise(system.problem, system.grid, { kernels });
      const { method: ran, end, stats } = spectral.integrate(twin, span, { method, ...how });
      return { name: kernels.name, ran, error: spectral.distance(end, reference).l2, ffts: stats.ffts };
    });
    const verdict = runs.every(({ error, ffts }) => error <= bar && ffts <= most) ? "ok" : "MISSED";
    const got = runs.map((run) => `${run.name} ${run.error.toExponential(1)} in ${String(run.ffts).padStart(5)}`);
    console.log(
      `  ${bar.toExponential(0)} in ${String(most).padStart(5)}: ${runs[0]?.ran.padEnd(9)} asked ${asked.padEnd(13)}` +
        ` got ${got.join(", ")}  ${verdict}`,
    );
  }
}

console.log("error over tolerance of etd-adams at rtol 1e-4 … 1e-10");
for (const make of rows.slice(0, -1)) {
  const { name, system, span, reference } = make();
  const ratios = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10].map((rtol) => {
    const { end, stats } = spectral.integrate(system, span, { method: "etd-adams", rtol });
    return `${(spectral.distance(end, reference).l2 / rtol).toPrecision(2)} (${stats.ffts})`;
  });
  console.log(`  ${(name.split(",")[0] ?? name).padEnd(14)} ${ratios.join("  ")}`);
}

console.log("mass and energy of the soliton at an error of about 1e-9, over 101 saves");
for (const conserve of [["mass", "energy"], []] as const) {
  const solution = spectral.integrate(soliton, [0, 20], { rtol: 1e-9, conserve, saveAt: { count: 101 } });
  const { mass, energy } = spectral.drift(soliton, solution);
  const budget = solution.conservationBudget?.toExponential(1) ?? "–";
  console.log(
    `  conserve [${conserve.join(", ")}]: mass ${mass.toExponential(1)}, energy ${energy.toExponential(1)}, budget ${budget},` +
      ` error ${spectral.relativeError(soliton, solution)?.toExponential(1)}, ${solution.stats.ffts} FFTs`,
  );
}

console.log("steps at fixed physics and tolerance (soliton of amplitude 1 and velocity 0.5, t = 0 … 4, rtol 1e-6)");
for (let points = 256; points <= 65536; points *= 2) {
  const system = discretise(problems.brightSoliton({ amplitude: 1, velocity: 0.5 }), points);
  const { stats } = spectral.integrate(system, [0, 4], { method: "etd-adams", rtol: 1e-6 });
  console.log(
    `  N = ${String(points).padStart(5)}: ${stats.steps} steps, ${stats.rejected} rejected, ${stats.ffts} FFTs`,
  );
}
