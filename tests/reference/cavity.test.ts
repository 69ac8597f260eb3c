import { reference } from "sech";
import { describe, expect, test } from "vitest";
import { bandedSystem } from "../../src/reference/pde/banded-elimination.ts";

describe("elimination within a band", () => {
  test("solves a system that is not symmetric", () => {
    const size = 12;
    const wanted = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
    const system = bandedSystem(size, 2);
    for (let i = 0; i < size; i++) {
      for (let j = Math.max(0, i - 2); j <= Math.min(size - 1, i + 2); j++) {
        const value = i === j ? 5 : 1 / (1 + i + 2 * j);
        system.add(i, j, value);
        system.side[i] = (system.side[i] as number) + value * (wanted[j] as number);
      }
    }
    system.solve();
    system.side.forEach((x, i) => {
      expect(x).toBeCloseTo(wanted[i] as number, 13);
    });
  });
});

describe("the reference of the flow in a cavity", () => {
  /** Along the two centre lines, at multiples of 1/16. */
  const centreLines = (flow: ReturnType<typeof reference.cavity>) => {
    const n = flow.axis.length;
    const [middle, every] = [(n - 1) / 2, (n - 1) / 16];
    const inner = Array.from({ length: 15 }, (_, k) => (k + 1) * every);
    return { u: inner.map((j) => flow.u[middle * n + j]), v: inner.map((i) => flow.v[i * n + middle]) } as const;
  };

  test("agrees at Re = 100 with the published flow under a uniform lid", () => {
    const flow = reference.cavity({ lid: () => 1, cells: 64 });
    const { u, v } = centreLines(flow);
    // C. H. Marchi, R. Suero & L. K. Araki, J. Braz. Soc. Mech. Sci. Eng. 31 (2009) 186, on 1024 × 1024 cells.
    const marchi = {
      u: [
        -0.042, -0.0771, -0.1098, -0.1419, -0.1727, -0.1985, -0.213, -0.2091, -0.1821, -0.1313, -0.0602, 0.0279, 0.1404,
        0.3106, 0.5975,
      ],
      v: [
        0.0948, 0.1492, 0.1743, 0.1792, 0.1691, 0.1457, 0.1088, 0.0575, -0.0077, -0.0841, -0.163, -0.2278, -0.2538,
        -0.2187, -0.1233,
      ],
    };
    for (let k = 0; k < 15; k++) {
      expect(Math.abs((u[k] as number) - (marchi.u[k] as number))).toBeLessThan(5e-4);
      expect(Math.abs((v[k] as number) - (marchi.v[k] as number))).toBeLessThan(5e-4);
    }
    // U. Ghia, K. N. Ghia & C. T. Shin, J. Comput. Phys. 48 (1982) 387, which is off by up to 4e-3.
    const [first, middle] = [0, 7] as const;
    expect(Math.abs((u[first] as number) + 0.04192)).toBeLessThan(5e-4);
    expect(Math.abs((u[middle] as number) + 0.20581)).toBeLessThan(4e-3);
    expect(Math.abs((v[first] as number) - 0.09233)).toBeLessThan(4e-3);
    expect(Math.abs((v[middle] as number) - 0.05454)).toBeLessThan(4e-3);
  });

  test("comes nearer to itself on more cells, as it says", () => {
    const [coarse, fine] = [32, 64].map((cells) => reference.cavity({ cells })) as [
      ReturnType<typeof reference.cavity>,
      ReturnType<typeof reference.cavity>,
    ];
    expect(fine.error).toBeLessThan(coarse.error / 4);
    const [n, m] = [coarse.axis.length, fine.axis.length];
    let [difference, size] = [0, 0];
    coarse.psi.forEach((value, at) => {
      const other = fine.psi[2 * Math.floor(at / n) * m + 2 * (at % n)] as number;
      difference += (value - other) ** 2;
      size += other * other;
    });
    expect(Math.sqrt(difference / size)).toBeLessThan(coarse.error);
  });

  test("has a slow flow in the middle at a small Reynolds number that is even about the centre line", () => {
    const { psi, axis } = reference.cavity({ reynolds: 1e-3, cells: 32 });
    const n = axis.length;
    for (let at = 0; at < n * n; at++) {
      const mirror = (n - 1 - Math.floor(at / n)) * n + (at % n);
      expect(psi[at]).toBeCloseTo(psi[mirror] as number, 5);
    }
  });

  test("refuses a grid that cannot be halved twice, and no Reynolds number at all", () => {
    expect(() => reference.cavity({ cells: 50 })).toThrow("cells must be a multiple of 4 and at least 32, got 50");
    expect(() => reference.cavity({ reynolds: 0 })).toThrow("reynolds must be above 0, got 0");
  });
});
