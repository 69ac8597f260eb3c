import { describe, expect, test } from "vitest";
import { type Field, periodicGrid, problems, spectral } from "../support/sech.ts";

const ring = periodicGrid({ points: 512, length: 60 });

const scaled = (psi: Field<"x">, factor: number): Field<"x"> => ({
  space: "x",
  re: psi.re.map((value) => factor * value),
  im: psi.im.map((value) => factor * value),
});

const methods = ["auto", "etd-adams", "dop853", "srkn14a", "splitting6", "etdrk4"] as const;

describe("coefficients that depend on time", () => {
  // With ψ = e^{−αt/2} φ the loss of the exact fading soliton becomes a nonlinearity that fades: i φ_t + φ_xx/2 + e^{−αt}|φ|²φ − Vφ = 0.
  test.each(methods)("%s follows the soliton of a fading nonlinearity", (method) => {
    const alpha = 0.1;
    const fading = problems.fadingSoliton({ loss: alpha });
    const { potential } = fading.terms ?? {};
    if (potential === undefined) throw new Error("the fading soliton has a potential");
    const bare = problems.formulaWave({ psi: { value: (x) => at(fading.initial(ring), x) } });
    const nonlinearityOverTime = { value: (t: number) => Math.exp(-alpha * t), text: "exp(-0.1*t)" };
    const problem = problems.withTerms(bare, { potential, nonlinearityOverTime });
    const system = spectral.discretise(problem, ring);
    const solution = spectral.integrate(system, [0, 3], { method, rtol: 1e-9 });
    expect(solution.status).toBe("success");
    const exact = scaled(fading.exact?.(ring, 3) ?? system.initial, Math.exp(0.5 * alpha * 3));
    expect(spectral.distance(solution.end, exact).l2).toBeLessThan(2e-8);
    expect(spectral.drift(system, solution).mass).toBeLessThan(1e-8);
    expect(spectral.drift(system, solution).energy).toBeNaN();
    expect(system.laws.energy.text).toBe("not conserved: changed by the nonlinearity, which depends on time");
  });

  // |ψ|² = A² e^{−∫α}, and the phase of a plane wave turns at γ|ψ|².
  test.each(methods)("%s follows a plane wave whose loss and nonlinearity both change", (method) => {
    const [a, b] = [0.3, 0.8];
    const wave = problems.formulaWave({ psi: { value: () => [1.5, 0] } });
    const loss = { value: (t: number) => a * Math.cos(b * t) };
    const left = (t: number) => Math.exp((-a / b) * Math.sin(b * t));
    // γ = (1 + t) / left(t), so that the phase is 1.5² (t + t²/2).
    const nonlinearityOverTime = { value: (t: number) => (1 + t) / left(t) };
    const system = spectral.discretise(
      problems.withTerms(wave, { loss, nonlinearityOverTime }),
      periodicGrid({ points: 8, length: 10 }),
    );
    const solution = spectral.integrate(system, [0, 4], { method, rtol: 1e-10, saveAt: { count: 5 } });
    solution.t.forEach((t, i) => {
      const size = 1.5 * Math.sqrt(left(t));
      const phase = 2.25 * (t + 0.5 * t * t);
      const psi = spectral.savedField(solution, i);
      expect(
        Math.hypot((psi.re[3] ?? 0) - size * Math.cos(phase), (psi.im[3] ?? 0) - size * Math.sin(phase)),
      ).toBeLessThan(2e-8);
    });
    const { mass, energy } = spectral.drift(system, solution);
    expect(mass).toBeLessThan(1e-8);
    expect(energy).toBeNaN();
  });

  test("the loss may be constant, or a function that is", () => {
    const soliton = problems.brightSoliton();
    const ended = (loss: number | problems.TimeFunction) => {
      const system = spectral.discretise(
        problems.withTerms(soliton, { loss }),
        periodicGrid({ points: 256, length: 50 }),
      );
      return spectral.integrate(system, [0, 2], { rtol: 1e-8 }).end;
    };
    expect(spectral.distance(ended({ value: () => 0.2 }), ended(0.2)).l2).toBeLessThan(1e-12);
  });

  test("what is no number at the start is refused", () => {
    const wave = problems.withTerms(problems.brightSoliton(), { loss: { value: (t) => 1 / t } });
    expect(() => spectral.discretise(wave, ring)).toThrow("equation.loss must be finite at t = 0");
  });
});

function at(psi: Field<"x">, x: number): readonly [number, number] {
  const j = Math.round((x - ring.start) / ring.spacing);
  return [psi.re[j] as number, psi.im[j] as number];
}
