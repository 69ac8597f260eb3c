#!/usr/bin/env node
import { readFileSync } from "node:fs";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { addEntropy } from "./entropy/command.ts";
import { exitCodes, explain } from "./exit.ts";
import { addList } from "./list.ts";
import { addNlse } from "./nlse/command.ts";
import { addValidate } from "./validate/command.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const common = yargs(hideBin(process.argv))
  .scriptName("sech")
  .usage("$0 <command>")
  .option("json", { type: "boolean", default: false, describe: "one JSON document on stdout, all else on stderr" })
  .option("quiet", { type: "boolean", default: false, describe: "no progress and no table" });

await [addList, addNlse, addEntropy, addValidate]
  .reduce((program, add) => add(program), common)
  .completion("completion", "print a shell completion script")
  .demandCommand(1, "a command is needed; see sech --help")
  .strict()
  .version(version)
  .alias({ h: "help" })
  .wrap(100)
  .fail((message, error) => {
    const { line, code } =
      error === undefined || error === null ? { line: message, code: exitCodes.usage } : explain(error);
    process.stderr.write(`sech: ${line}\n`);
    process.exit(code);
  })
  .parseAsync();
