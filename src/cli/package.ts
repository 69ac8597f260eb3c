import { readFileSync } from "node:fs";

/** The folder of this package: two above this file, be it a module of its own or joined with others. */
export const packageFolder = new URL("../../", import.meta.url);

/** The version of this package. */
export const version: string = (
  JSON.parse(readFileSync(new URL("package.json", packageFolder), "utf8")) as { version: string }
).version;
