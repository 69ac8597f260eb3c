// Fourier transforms against error: `npm run bench work-precision`. Counts, unlike seconds, are the same on every machine.
import { periodicGrid, plainKernels, problems, spectral } from "sech";

interface Case {
  readonly name: string;
  readonly system: spectral.WaveSystem;
  readonly span: readonly [number, number];
}

const ring = (points: number) => periodicGrid({ points, length: 50 });
const cases: readonly Case[] = [
  {
    name: "soliton, N = 512, t = 0 … 20",
    system: spectral.discretise(problems.brightSoliton(), ring(512)),
    span: [0, 20],
  },
  {
    name: "two-soliton, exact, N = 1024, t = 0 … 10",
    system: spectral.discretise(problems.twoSoliton({ exact: true }), ring(1024)),
    span: [0, 10],
  },
  {
    name: "akhmediev, N = 64, t = −5 … 5",
    system: spectral.discretise(
      problems.akhmediev(),
      periodicGrid({ points: 64, length: problems.akhmedievPeriod(0.25) }),
    ),
    span: [-5, 5],
  },
];

function line(system: spectral.WaveSystem, label: string, solution: spectral.WaveSolution): string {
  const error = spectral.relativeError(system, solution)?.toExponential(1) ?? "–";
  return `  ${label.padEnd(24)} ${String(solution.stats.ffts).padStart(7)} FFTs   L2 error ${error}`;
}

for (const { name, system, span } of cases) {
  console.log(name);
  for (const rtol of [1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11]) {
    console.log(line(system, `dop853, rtol ${rtol}`, spectral.integrate(system, span, { method: "dop853", rtol })));
  }
  for (const [method, steps] of [
    ["strang", 4000],
    ["splitting4", 1000],
    ["splitting4", 4000],
    ["splitting6", 1000],
    ["splitting6", 2000],
  ] as const) {
    const step = (span[1] - span[0]) / steps;
    console.log(line(system, `${method}, ${steps} steps`, spectral.integrate(system, span, { method, step })));
  }
}

// Where the tolerance of the validation's row of 1e-6 comes from: its neighbours, on the plain kernels.
console.log("soliton, N = 512, t = 0 … 20, dop853 on the plain kernels");
const plain = spectral.discretise(problems.brightSoliton(), ring(512), { kernels: plainKernels });
for (const rtol of [2.6e-7, 2.2e-7, 2e-7, 1.9e-7, 1.8e-7, 1.7e-7, 1.6e-7, 1.5e-7]) {
  console.log(line(plain, `rtol ${rtol}`, spectral.integrate(plain, [0, 20], { method: "dop853", rtol })));
}
