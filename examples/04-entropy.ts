import { entropy } from "sech";

const series = entropy.generators.logistic({ r: 4, x0: 0.4, length: 16384 });
const space = entropy.ordinalPatterns({ order: 5, delay: 1, ties: "first" });
const pmf = entropy.probabilities(space, series);
const H = entropy.permutationEntropy(pmf),
  C = entropy.statisticalComplexity(pmf);
const [min, max] = entropy.complexityBounds(space, H);
console.log(H, C, min, max, entropy.classify(space, series)); // 0.6802, 0.3992 …
