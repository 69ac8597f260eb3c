import { periodicGrid, problems, spectral } from "sech";

// A swell of 150 m and steepness 0.1 on deep water: the Akhmediev breather makes of it a rogue wave and lets it go again.
const units = problems.oceanWaves({ wavelength: 150, steepness: 0.1 });
const breather = problems.akhmediev({ a: 0.25, initialTime: -5 });
const system = spectral.discretise(breather, periodicGrid({ points: 64, length: problems.akhmedievPeriod(0.25) }));
const { psi } = spectral.integrate(system, [-5, 5], { rtol: 1e-9, saveAt: { count: 101 } });
const highest = Math.max(...psi.re.data.map((a, j) => Math.hypot(a, psi.im.data[j] ?? 0)));
console.log(
  "swell",
  units.amplitude,
  "m, highest",
  highest * units.amplitude,
  "m, after",
  (5 * units.time) / 60,
  "min",
);
console.log("group velocity", units.groupVelocity, "m/s, growth", units.modulationGrowth, "1/s");
