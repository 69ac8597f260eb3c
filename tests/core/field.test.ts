import { describe, expect, test } from "vitest";
import { field, periodicGrid, toPositions, toWavenumbers } from "../../src/core/index.ts";
import { randomArray, relativeError } from "../support/arrays.ts";
import { implementations } from "../support/kernels.ts";

test("a field of a length is zero", () => {
  expect(field("x", 3)).toEqual({ space: "x", re: new Float64Array(3), im: new Float64Array(3) });
});

test("a field over given parts shares them", () => {
  const re = randomArray(4, 1);
  const im = randomArray(4, 2);
  const psi = field("k", [re, im]);
  expect(psi.re).toBe(re);
  expect(psi.im).toBe(im);
});

test("parts of different lengths are refused", () => {
  expect(() => field("x", [new Float64Array(4), new Float64Array(3)])).toThrow("one length, got [4,3]");
});

describe.each(implementations)("with the $name kernels", (kernels) => {
  const fft = kernels.fft(48);

  test("a wave exp(i k x) has its spectrum at k alone", () => {
    const { x, k } = periodicGrid({ points: 48, length: 6, start: 0 });
    const mode = 45;
    const psi = field("x", [
      x.map((position) => Math.cos((k[mode] as number) * position)),
      x.map((position) => Math.sin((k[mode] as number) * position)),
    ]);
    const v = toWavenumbers(fft, psi);
    expect(v.space).toBe("k");
    const wanted = new Float64Array(48);
    wanted[mode] = 48;
    expect(relativeError([v.re, v.im], [wanted, new Float64Array(48)])).toBeLessThan(1e-14);
  });

  test("there and back is the identity, in new storage", () => {
    const psi = field("x", [randomArray(48, 3), randomArray(48, 4)]);
    const kept = { re: psi.re.slice(), im: psi.im.slice() };
    const back = toPositions(fft, toWavenumbers(fft, psi));
    expect(back.space).toBe("x");
    expect(relativeError([back.re, back.im], [psi.re, psi.im])).toBeLessThan(1e-14);
    expect(psi).toEqual({ space: "x", ...kept });
  });

  test("transforming into the space where a field already is does not compile", () => {
    // @ts-expect-error a field of wavenumbers has no forward transform
    toWavenumbers(fft, field("k", 48));
    // @ts-expect-error a field of positions has no inverse transform
    toPositions(fft, field("x", 48));
  });
});
