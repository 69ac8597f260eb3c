#!/usr/bin/env node
import "../index.ts"; // registers the WASM kernels
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { addEntropy } from "./entropy/command.ts";
import { exitCodes, explain } from "./exit.ts";
import { addLagrangian } from "./lagrangian/command.ts";
import { addList } from "./list.ts";
import { addNlse } from "./nlse/command.ts";
import { version } from "./package.ts";
import { addPinn } from "./pinn/command.ts";
import { addValidate } from "./validate/command.ts";

// A reader that goes away (EPIPE) is no reason to stop a run; a full disk behind a redirection is told.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`sech: cannot write the output: ${error.message}\n`);
    process.exitCode = exitCodes.failure;
  });
}

const common = yargs(hideBin(process.argv))
  .scriptName("sech")
  .usage("$0 <command>")
  .option("json", { type: "boolean", default: false, describe: "one JSON document on stdout, all else on stderr" })
  .option("quiet", { type: "boolean", default: false, describe: "no progress and no table" });

await [addList, addNlse, addEntropy, addPinn, addLagrangian, addValidate]
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
