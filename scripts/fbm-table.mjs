// Writes src/entropy/fbm-table.ts: H and C of fractional Brownian motion, from 2^23 exact samples each; takes minutes.
// Run after `npm run build`: node scripts/fbm-table.mjs
import { writeFileSync } from "node:fs";

const { entropy } = await import("../dist/index.js");

// Closer together towards 1, where the curve bends.
const exponents = [
  0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.84, 0.88, 0.91, 0.935,
  0.955, 0.97, 0.98, 0.987, 0.992, 0.995, 0.997, 0.9985, 0.9993, 0.9997,
];
const orders = [3, 4, 5, 6, 7, 8];
/** @type {Map<number, string[]>} */
const rows = new Map(orders.map((order) => [order, []]));
for (const hurst of exponents) {
  /** @type {Float64Array[]} */
  const paths = [];
  for (let seed = 0; seed < 32; seed++) {
    const path = entropy.generators.fractionalBrownian({ hurst, seed, length: 2 ** 18 });
    // fBm times −1 is fBm too: both halve the variance of what is odd under reversal.
    paths.push(
      path,
      path.map((x) => -x),
    );
  }
  for (const order of orders) {
    const { H, C } = entropy.complexity(entropy.pooled(entropy.ordinalPatterns({ order }), paths));
    rows.get(order)?.push(`    [${H.toFixed(5)}, ${C.toFixed(5)}],`);
  }
  console.error(hurst);
}
const body = orders.map((order) => `  ${order}: [\n${rows.get(order)?.join("\n")}\n  ],`).join("\n");
writeFileSync(
  "src/entropy/fbm-table.ts",
  `/**
 * [H, C] of fractional Brownian motion by order, for ${exponents.length} Hurst exponents from ${exponents[0]} to ${exponents.at(-1)}; from 2^23
 * exact samples and their negatives each, by scripts/fbm-table.mjs, good to about 2e-4.
 */
export const fbmTable: Readonly<Record<number, readonly (readonly [H: number, C: number])[]>> = {
${body}
};
`,
);
