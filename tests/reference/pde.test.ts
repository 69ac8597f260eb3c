import { reference } from "sech";
import { describe, expect, test } from "vitest";

describe("the Allen–Cahn reference", () => {
  const times = [0, 0.2, 0.5];
  const [coarse, fine] = [256, 512].map((points) => reference.allenCahn({ points, times, rtol: 1e-8 })) as [
    ReturnType<typeof reference.allenCahn>,
    ReturnType<typeof reference.allenCahn>,
  ];

  test("starts from x² cos πx, stays even, and is closer to itself on more points", () => {
    fine.x.forEach((x, i) => {
      expect(fine.u.data[i]).toBeCloseTo(x * x * Math.cos(Math.PI * x), 4);
      const mirrored = fine.u.data[2 * 512 + ((512 - i) % 512)] as number;
      expect(fine.u.data[2 * 512 + i]).toBeCloseTo(mirrored, 9);
    });
    expect(fine.status).toBe("success");
    expect(fine.error).toBeLessThan(coarse.error / 1.5);
  });

  test("agrees with itself on half as many points within the error that it states", () => {
    for (let i = 0; i < 256; i++) {
      const difference = (coarse.u.data[256 + i] as number) - (fine.u.data[512 + 2 * i] as number);
      expect(Math.abs(difference)).toBeLessThanOrEqual(1.6 * fine.error);
    }
  });

  test("refuses a rate below zero", () => {
    expect(() => reference.allenCahn({ rate: -1, times })).toThrow("rate must be at least 0, got -1");
  });
});

describe("the reference of nonlinear diffusion", () => {
  const times = [0.25, 0.5];
  const [coarse, fine] = [32, 64].map((cells) => reference.nonlinearDiffusion({ cells, times })) as [
    ReturnType<typeof reference.nonlinearDiffusion>,
    ReturnType<typeof reference.nonlinearDiffusion>,
  ];

  test("has no values on the walls, loses mass through them alone, and never grows", () => {
    const n = fine.axis.length;
    expect(n).toBe(33);
    const [first, second] = [0, 1].map((t) => fine.u.data.slice(t * n * n, (t + 1) * n * n)) as [
      Float64Array,
      Float64Array,
    ];
    for (let i = 0; i < n; i++) expect(first[i]).toBe(0);
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    expect(sum(second)).toBeLessThan(sum(first));
    expect(sum(second)).toBeGreaterThan(0.98 * sum(first));
    expect(Math.max(...second)).toBeLessThan(Math.max(...first));
  });

  test("states the difference from the grid of half as many cells, which falls with the spacing", () => {
    expect(fine.error).toBeLessThan(coarse.error / 3);
    const [n, m] = [coarse.axis.length, fine.axis.length];
    let [difference, size] = [0, 0];
    for (let k = 0; k < times.length * n * n; k++) {
      const [t, i, j] = [Math.floor(k / (n * n)), Math.floor(k / n) % n, k % n];
      const value = fine.u.data[(t * m + 2 * i) * m + 2 * j] as number;
      difference += ((coarse.u.data[k] as number) - value) ** 2;
      size += value * value;
    }
    expect(Math.sqrt(difference / size)).toBeCloseTo(fine.error, 12);
  });

  test("refuses cells that cannot be halved twice, and times that do not ascend", () => {
    expect(() => reference.nonlinearDiffusion({ cells: 36, times })).toThrow("cells must be a multiple of 8");
    expect(() => reference.nonlinearDiffusion({ times: [0.5, 0.5] })).toThrow("times.1 must be ascending and above 0");
  });
});
