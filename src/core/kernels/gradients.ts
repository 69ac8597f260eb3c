import type { ModeKernels } from "../mode-kernels.ts";

export const gradientSums: ModeKernels["gradientSums"] = (weights, alpha, beta, u, slope, sums) => {
  const n = u.length / 2;
  let [size, first, second, cross, gg, gh, hh, parts] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let j = 0; j < n; j++) {
    const x = u[j] as number;
    const y = u[n + j] as number;
    const c = slope[j] as number;
    const d = slope[n + j] as number;
    const a = weights[j] as number;
    const b = weights[n + j] as number;
    const power = x * x + y * y;
    size += power;
    first += a * power;
    second += b * power;
    cross += x * d - y * c;
    const gx = a * x - alpha * d;
    const gy = a * y + alpha * c;
    const hx = b * x - beta * d;
    const hy = b * y + beta * c;
    gg += gx * gx + gy * gy;
    gh += gx * hx + gy * hy;
    hh += hx * hx + hy * hy;
    parts += b * b * power + beta * beta * (c * c + d * d);
  }
  sums[0] = size;
  sums[1] = first;
  sums[2] = second;
  sums[3] = cross;
  sums[4] = gg;
  sums[5] = gh;
  sums[6] = hh;
  sums[7] = parts;
};

export const addGradients: ModeKernels["addGradients"] = (weights, p, q, c, u, slope) => {
  const n = u.length / 2;
  for (let j = 0; j < n; j++) {
    const factor = p * (weights[j] as number) + q * (weights[n + j] as number);
    const x = u[j] as number;
    const y = u[n + j] as number;
    u[j] = x + (factor * x - c * (slope[n + j] as number));
    u[n + j] = y + (factor * y + c * (slope[j] as number));
  }
};
