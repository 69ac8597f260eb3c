// Writes src/entropy/fbm-table.ts: H and C of fractional Brownian motion, from 2^23 exact samples each; takes minutes.
// Run after `npm run build`: node scripts/fbm-table.mjs
import { writeFileSync } from "node:fs";

const { entropy } = await import("../dist/index.js");

const exponents = [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];
const orders = [2, 3, 4, 5, 6, 7, 8];
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
 * [H, C] of fractional Brownian motion by order, for Hurst exponents
 * ${exponents.join(", ")}; from 2^23
 * exact samples and their negatives each, by scripts/fbm-table.mjs, good to about 2e-4.
 */
export const fbmTable: Readonly<Record<number, readonly (readonly [H: number, C: number])[]>> = {
${body}
};
`,
);
