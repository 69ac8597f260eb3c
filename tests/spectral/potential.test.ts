import { describe, expect, test } from "vitest";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const ring = (points: number, length: number) => periodicGrid({ points, length });

/** ∫ x |ψ|² dx / ∫ |ψ|² dx */
function centre(system: spectral.WaveSystem, psi: { re: Float64Array; im: Float64Array }): number {
  let [first, mass] = [0, 0];
  system.grid.x.forEach((x, j) => {
    const density = (psi.re[j] as number) ** 2 + (psi.im[j] as number) ** 2;
    first += x * density;
    mass += density;
  });
  return first / mass;
}

describe("in a harmonic trap", () => {
  test.each(["auto", "etd-adams", "dop853", "splitting8", "etdrk4"] as const)(
    "%s follows a coherent state",
    (method) => {
      const system = spectral.discretise(problems.coherentState({ velocity: 1 }), ring(128, 24));
      const solution = spectral.integrate(system, [0, 5], { method, rtol: 1e-9, saveAt: { count: 11 } });
      expect(solution.status).toBe("success");
      expect(spectral.relativeError(system, solution)).toBeLessThan(1e-8);
      const { mass, momentum, energy } = spectral.drift(system, solution);
      expect(mass).toBeLessThan(1e-8);
      expect(energy).toBeLessThan(1e-8);
      expect(momentum).toBeNaN();
    },
  );

  test("a coherent state of other dispersion swings at the frequency of the trap", () => {
    const problem = problems.coherentState({ dispersion: 0.5, frequency: 2, velocity: -1 });
    const system = spectral.discretise(problem, ring(256, 24));
    expect(spectral.relativeError(system, spectral.integrate(system, [0, 4], { rtol: 1e-10 }))).toBeLessThan(1e-8);
  });

  test.each([1, -3])("the centre of any field swings at exactly that frequency, γ = %d (Kohn)", (nonlinearity) => {
    const free = problems.boundState({ nonlinearity });
    const system = spectral.discretise(
      problems.withTerms(free, { potential: problems.harmonicTrap(1) }),
      ring(1024, 60),
    );
    const start = spectral.invariants(system, system.initial);
    const solution = spectral.integrate(system, [0, 6], { rtol: 1e-9, saveAt: { count: 25 } });
    const speed = start.momentum / start.mass;
    solution.t.forEach((t, i) => {
      const expected = centre(system, system.initial) * Math.cos(t) + speed * Math.sin(t);
      expect(Math.abs(centre(system, spectral.savedField(solution, i)) - expected)).toBeLessThan(1e-7);
    });
  });

  test("auto splits where the potential is steep, and says why", () => {
    const system = spectral.discretise(problems.coherentState(), ring(256, 40));
    const solution = spectral.integrate(system, [0, 1], { rtol: 1e-8 });
    expect(solution.method).toBe("srkn14a");
    expect(solution.reason).toMatch(/potential turns the phase .* splitting does exactly/);
    const dealiased = spectral.discretise(problems.coherentState(), ring(256, 40), { dealias: "1/2" });
    expect(spectral.integrate(dealiased, [0, 1], { rtol: 1e-8 }).method).toBe("dop853");
  });
});

describe("a potential that depends on time", () => {
  test.each(["auto", "etd-adams", "dop853", "splitting4", "srkn11b", "etdrk4"] as const)(
    "%s follows a soliton in an oscillating uniform force",
    (method) => {
      const system = spectral.discretise(problems.drivenSoliton({ force: 1.5 }), ring(256, 40));
      const solution = spectral.integrate(system, [0, 4], { method, rtol: 1e-8 });
      expect(spectral.relativeError(system, solution)).toBeLessThan(2e-7);
    },
  );

  test.each([
    ["splitting4", 4],
    ["splitting6", 6],
    ["srkn6b", 4],
  ] as const)("%s keeps its order %i", (method, order) => {
    const system = spectral.discretise(problems.drivenSoliton({ force: 1.5, frequency: 3 }), ring(256, 60));
    const error = (step: number) =>
      spectral.relativeError(system, spectral.integrate(system, [0, 2], { method, step })) as number;
    expect(Math.log2(error(1 / 5) / error(1 / 10))).toBeGreaterThan(order - 0.3);
  });

  test("a constant force accelerates uniformly, backwards in time too", () => {
    const system = spectral.discretise(problems.drivenSoliton({ frequency: 0, force: 0.5 }), ring(512, 60));
    for (const end of [4, -4]) {
      expect(spectral.relativeError(system, spectral.integrate(system, [0, end], { rtol: 1e-9 }))).toBeLessThan(1e-7);
    }
    expect(system.laws.energy.left?.(0, 3)).toBe(1);
    expect(spectral.discretise(problems.drivenSoliton(), ring(64, 40)).laws.energy.text).toContain("depends on time");
  });
});

describe("with linear loss", () => {
  const plane = (loss: number) => problems.withTerms(problems.planeWave({ amplitude: 1.2 }), { loss });

  test.each([0.3, -0.1])("a plane wave turns its phase as it fades, α = %d", (loss) => {
    const system = spectral.discretise(plane(loss), ring(16, 10));
    const { end } = spectral.integrate(system, [0, 5], { rtol: 1e-11 });
    const height = 1.2 * Math.exp(-0.5 * loss * 5);
    const phase = (1.44 * -Math.expm1(-loss * 5)) / loss;
    expect(
      Math.hypot((end.re[3] as number) - height * Math.cos(phase), (end.im[3] as number) - height * Math.sin(phase)),
    ).toBeLessThan(1e-10);
  });

  test.each(["auto", "dop853", "splitting6", "etdrk4"] as const)(
    "%s lets the mass of a soliton decay as exp(−αt), and the momentum",
    (method) => {
      const soliton = problems.withTerms(problems.brightSoliton({ position: 0 }), { loss: 0.2 });
      const system = spectral.discretise(soliton, ring(512, 50));
      const solution = spectral.integrate(system, [0, 3], { method, rtol: 1e-9, saveAt: { count: 7 } });
      const masses = spectral.invariantsOverTime(system, solution).map(({ mass }) => mass);
      masses.forEach((mass, i) => {
        expect(Math.abs(mass / (4 * Math.exp(-0.2 * (solution.t[i] as number))) - 1)).toBeLessThan(1e-8);
      });
      const { mass, momentum, energy } = spectral.drift(system, solution);
      expect(Math.max(mass, momentum)).toBeLessThan(1e-7);
      expect(energy).toBeNaN();
      if (method === "auto" || method === "splitting6") expect(mass).toBeLessThan(1e-12);
    },
  );

  test("a soliton fades by the adiabatic law: its amplitude is 2e^{−αt} to first order in α", () => {
    const error = (loss: number) => {
      const soliton = problems.withTerms(problems.brightSoliton({ position: 0, velocity: 0 }), { loss });
      const system = spectral.discretise(soliton, ring(512, 40));
      const { end } = spectral.integrate(system, [0, 3], { rtol: 1e-10 });
      return Math.abs(
        spectral.fitSoliton(system, end, { near: 0, halfWidth: 4 }).amplitude / (2 * Math.exp(-3 * loss)) - 1,
      );
    };
    expect(error(0.01)).toBeLessThan(0.01);
    expect(error(0.04) / error(0.01)).toBeGreaterThan(3);
  });

  test("a soliton that spreads as fast as it fades is exact, loss and potential together", () => {
    const system = spectral.discretise(problems.fadingSoliton({ loss: 0.2 }), ring(512, 60));
    expect(spectral.relativeError(system, spectral.integrate(system, [0, 2], { rtol: 1e-9 }))).toBeLessThan(1e-8);
    const scaled = problems.fadingSoliton({ dispersion: 0.5, nonlinearity: 3, amplitude: 1.5 });
    const other = spectral.discretise(scaled, ring(512, 40));
    expect(spectral.relativeError(other, spectral.integrate(other, [0, 2], { rtol: 1e-9 }))).toBeLessThan(1e-8);
  });

  test("a run in two parts ends with the same bits", () => {
    const system = spectral.discretise(problems.fadingSoliton(), ring(256, 50));
    const states: spectral.WaveContinuation[] = [];
    const whole = spectral.integrate(system, [0, 2], { onStep: (step) => states.push(step.continuation()) });
    for (const resume of [states[3], states.at(-3)] as spectral.WaveContinuation[]) {
      expect(spectral.integrate(system, [0, 2], { resume }).end).toEqual(whole.end);
    }
  });
});

describe("misuse", () => {
  const soliton = problems.brightSoliton();
  test("terms that are no numbers, an infinite potential and an invariant that is none are refused", () => {
    expect(() => problems.withTerms(soliton, { loss: Number.NaN })).toThrow("equation.loss must be a finite number");
    const infinite = problems.withTerms(soliton, { potential: { value: (x) => 1 / x } });
    expect(() => spectral.discretise(infinite, ring(512, 50))).toThrow("the potential must be finite at every point");
    const lossy = spectral.discretise(problems.withTerms(soliton, { loss: 1 }), ring(512, 50));
    expect(() => spectral.integrate(lossy, [0, 1], { conserve: ["energy"] })).toThrow("conserve must name invariants");
    const cubic = spectral.discretise(soliton, ring(512, 50));
    expect(() => spectral.integrate(cubic, [0, 1], { method: "dop853", conserve: ["mass"] })).toThrow(
      "conserve belongs to etd-adams, not to dop853; try without it",
    );
    expect(() => spectral.integrate(cubic, [0, 1], { atol: 1e-9 })).toThrow("atol belongs to compatibility mode");
    expect(() => spectral.discretise(lossy.problem, ring(64, 50), { compatibility: "original" })).toThrow(
      "cubic equation",
    );
  });

  test("nothing added leaves the problem and its exact solution as they are", () => {
    expect(problems.withTerms(soliton, { loss: 0 })).toBe(soliton);
    expect(problems.withTerms(soliton, { loss: 1 }).exact).toBeUndefined();
  });
});

describe("an absorbing layer", () => {
  const left = (k: number, nonlinearity: number) => {
    const packet = problems.formulaWave({
      psi: {
        value(x) {
          const height = nonlinearity === 0 ? Math.exp((-x * x) / 128) : 1 / Math.cosh(x);
          return [height * Math.cos(k * x), height * Math.sin(k * x)];
        },
      },
      nonlinearity,
    });
    const absorber = { width: 20, strength: 4 };
    const system = spectral.discretise(problems.withTerms(packet, { absorber }), ring(512, 120));
    const solution = spectral.integrate(system, [0, 120 / k], { rtol: 1e-6, saveAt: { count: 3 } });
    expect(solution.status).toBe("success");
    const masses = spectral.invariantsOverTime(system, solution).map(({ mass }) => mass);
    return { system, solution, share: (masses[2] as number) / (masses[0] as number) };
  };

  test.each([
    [1, 1e-6],
    [2, 1e-10],
    [4, 1e-8],
  ])(
    "20 wide leaves of a packet with wavenumber %i no more than %d of its mass, reflected or let through",
    (k, limit) => {
      const { share, system, solution } = left(k, 0);
      expect(share).toBeLessThan(limit);
      expect(solution.method).toBe("dop853");
      expect(system.laws.mass.text).toBe("not conserved: changed by the absorbing layer");
      expect(spectral.drift(system, solution)).toEqual({ mass: Number.NaN, momentum: Number.NaN, energy: Number.NaN });
    },
  );

  test("lets a soliton leave", () => {
    expect(left(4, 1).share).toBeLessThan(1e-6);
  });
});
