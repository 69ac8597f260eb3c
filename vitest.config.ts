import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

// Tests import the package by its name and get the source, not the build.
const config: ViteUserConfig = {
  resolve: {
    alias: [
      { find: /^sech$/, replacement: source("index.ts") },
      { find: /^sech\/(io|plot)$/, replacement: source("$1/index.ts") },
    ],
  },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/support/build.ts",
    testTimeout: 60_000,
    maxWorkers: "100%",
    coverage: { provider: "v8", include: ["src/**"] },
  },
};

export default config;
