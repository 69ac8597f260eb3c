import type { ScatteringPotential } from "./scattering-potential.ts";

/** A solution of the Zakharov–Shabat system between intervals, shape [steps + 1] each. */
export interface JostSolution {
  readonly upperRe: Float64Array;
  readonly upperIm: Float64Array;
  readonly lowerRe: Float64Array;
  readonly lowerIm: Float64Array;
}

/** A solution with room for the states between intervals. */
export function jostSolution(steps: number): JostSolution {
  const make = () => new Float64Array(steps + 1);
  return { upperRe: make(), upperIm: make(), lowerRe: make(), lowerIm: make() };
}

const wide = Math.sqrt(15) / 3;

/**
 * a(ζ), whose zeros in the upper half plane are the eigenvalues of φ_x = [[−iζ, q], [−q*, iζ]] φ: the upper component at the
 * right end of e^{iζx} φ, which is (1, 0) at the left end and bounded. With `backwards` instead the solution from the right
 * end, e^{−iζx} φ from (0, 1). Writes the states into `into` where given; returns [Re, Im] of the component that started
 * with 1.
 *
 * The Magnus method of order 6 of S. Blanes, F. Casas & J. Ros, BIT 40 (2000) 434, eq. (26), on three Gauss points: every
 * interval is the exponential of one traceless 2 × 2 matrix [[d, b], [c, −d]], whose commutators are vector products.
 */
export function transfer(
  { steps, h, nodes }: ScatteringPotential,
  zetaRe: number,
  zetaIm: number,
  into?: JostSolution,
  backwards = false,
): readonly [re: number, im: number] {
  const [first, middle, last] = nodes as [ScatteringPotential["nodes"][0], (typeof nodes)[0], (typeof nodes)[0]];
  const sign = backwards ? -1 : 1;
  // −iζh, and the factor e^{iζh} that keeps the solution bounded.
  const dr = h * zetaIm;
  const di = -h * zetaRe;
  const fr = Math.exp(-dr) * Math.cos(di);
  const fi = -Math.exp(-dr) * Math.sin(di);
  let [ur, ui, lr, li] = backwards ? [0, 0, 1, 0] : [1, 0, 0, 0];
  const store = (j: number) => {
    if (into === undefined) return;
    into.upperRe[j] = ur;
    into.upperIm[j] = ui;
    into.lowerRe[j] = lr;
    into.lowerIm[j] = li;
  };
  store(backwards ? steps : 0);
  for (let i = 0; i < steps; i++) {
    const j = backwards ? steps - 1 - i : i;
    const [q1r, q2r, q3r] = [first.re[j] as number, middle.re[j] as number, last.re[j] as number];
    const [q1i, q2i, q3i] = [first.im[j] as number, middle.im[j] as number, last.im[j] as number];
    // α₁ = [[d, β], [−β*, −d]], and α₂, α₃ with d = 0: the lower corner is minus the conjugate of the upper one.
    const br = h * q2r;
    const bi = h * q2i;
    const cr = wide * h * (q3r - q1r);
    const ci = wide * h * (q3i - q1i);
    const er = (10 / 3) * h * (q3r - 2 * q2r + q1r);
    const ei = (10 / 3) * h * (q3i - 2 * q2i + q1i);
    // C₁ = [α₁, α₂]: diagonal −βγ* + γβ*, upper corner 2dγ, lower corner 2γ*d.
    const c1d = -2 * (bi * cr - br * ci);
    const c1br = 2 * (dr * cr - di * ci);
    const c1bi = 2 * (dr * ci + di * cr);
    const c1cr = 2 * (dr * cr + di * ci);
    const c1ci = 2 * (di * cr - dr * ci);
    // S = 2α₃ + C₁, C₂ = −[α₁, S] / 60.
    const sbr = 2 * er + c1br;
    const sbi = 2 * ei + c1bi;
    const scr = -2 * er + c1cr;
    const sci = 2 * ei + c1ci;
    // [α₁, S]: d = β S_c + β* S_b, b = 2(d S_b − S_d β), c = 2(−β* S_d − S_c d), S_d = i c1d.
    const k = -1 / 60;
    const c2dr = k * (br * scr - bi * sci + br * sbr + bi * sbi);
    const c2di = k * (br * sci + bi * scr + br * sbi - bi * sbr);
    const c2br = 2 * k * (dr * sbr - di * sbi + c1d * bi);
    const c2bi = 2 * k * (dr * sbi + di * sbr - c1d * br);
    const c2cr = 2 * k * (-c1d * bi - (scr * dr - sci * di));
    const c2ci = 2 * k * (-c1d * br - (scr * di + sci * dr));
    // P = −20α₁ − α₃ + C₁, Q = α₂ + C₂, Ω = α₁ + α₃/12 + [P, Q]/240.
    const pdr = -20 * dr;
    const pdi = -20 * di + c1d;
    const pbr = -20 * br - er + c1br;
    const pbi = -20 * bi - ei + c1bi;
    const pcr = 20 * br + er + c1cr;
    const pci = -20 * bi - ei + c1ci;
    const qbr = cr + c2br;
    const qbi = ci + c2bi;
    const qcr = -cr + c2cr;
    const qci = ci + c2ci;
    const w = 1 / 240;
    const odr = dr + w * (pbr * qcr - pbi * qci - (qbr * pcr - qbi * pci));
    const odi = di + w * (pbr * qci + pbi * qcr - (qbr * pci + qbi * pcr));
    const obr = br + er / 12 + 2 * w * (pdr * qbr - pdi * qbi - (c2dr * pbr - c2di * pbi));
    const obi = bi + ei / 12 + 2 * w * (pdr * qbi + pdi * qbr - (c2dr * pbi + c2di * pbr));
    const ocr = -br - er / 12 + 2 * w * (pcr * c2dr - pci * c2di - (qcr * pdr - qci * pdi));
    const oci = bi + ei / 12 + 2 * w * (pcr * c2di + pci * c2dr - (qcr * pdi + qci * pdr));
    // exp Ω = cosh s + (sinh s / s) Ω, s² = d² + bc, with the series of cosh and sinh, of which s is small.
    const zr = odr * odr - odi * odi + obr * ocr - obi * oci;
    const zi = 2 * odr * odi + obr * oci + obi * ocr;
    let [coshR, coshI, ratioR, ratioI] = [1, 0, 1, 0];
    let [termR, termI] = [1, 0];
    for (let m = 1; m < 40; m++) {
      const even = 1 / ((2 * m - 1) * (2 * m));
      [termR, termI] = [even * (termR * zr - termI * zi), even * (termR * zi + termI * zr)];
      coshR += termR;
      coshI += termI;
      ratioR += termR / (2 * m + 1);
      ratioI += termI / (2 * m + 1);
      if (Math.abs(termR) + Math.abs(termI) < 1e-17) break;
    }
    ratioR *= sign;
    ratioI *= sign;
    const sdr = ratioR * odr - ratioI * odi;
    const sdi = ratioR * odi + ratioI * odr;
    const tbr = ratioR * obr - ratioI * obi;
    const tbi = ratioR * obi + ratioI * obr;
    const tcr = ratioR * ocr - ratioI * oci;
    const tci = ratioR * oci + ratioI * ocr;
    const nur = (coshR + sdr) * ur - (coshI + sdi) * ui + tbr * lr - tbi * li;
    const nui = (coshR + sdr) * ui + (coshI + sdi) * ur + tbr * li + tbi * lr;
    const nlr = tcr * ur - tci * ui + (coshR - sdr) * lr - (coshI - sdi) * li;
    const nli = tcr * ui + tci * ur + (coshR - sdr) * li + (coshI - sdi) * lr;
    ur = nur * fr - nui * fi;
    ui = nur * fi + nui * fr;
    lr = nlr * fr - nli * fi;
    li = nlr * fi + nli * fr;
    store(backwards ? j : j + 1);
  }
  return backwards ? [lr, li] : [ur, ui];
}
