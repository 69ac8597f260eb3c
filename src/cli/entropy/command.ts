import type { Argv } from "yargs";
import { SechError } from "../../core/index.ts";
import { type CommonArguments, digits, output } from "../output.ts";
import { generatorNames } from "./generated.ts";
import { runEntropy } from "./run.ts";
import { type EntropyFlags, entropySettings } from "./settings.ts";

/** Adds the command `sech entropy`. */
export function addEntropy(program: Argv<CommonArguments>): Argv<CommonArguments> {
  return program.command(
    "entropy [target]",
    "say whether a series is periodic, regular, complex or stochastic",
    (yargs) =>
      yargs
        .positional("target", {
          type: "string",
          describe: `CSV, NPY, netCDF or raw float64 file, or one of ${generatorNames.join(", ")}`,
        })
        .option("order", { type: "number", describe: "samples in a pattern, 2 … 8 (default: 5)" })
        .option("delay", { type: "string", describe: "samples between them, or auto (default: 1)" })
        .option("column", { type: "string", describe: "column, or variable as name or name[:,3]" })
        .option("dt", { type: "number", describe: "seconds from sample to sample of a file (default: 1)" })
        .option("config", { type: "string", describe: "configuration file: YAML, JSON or TOML" })
        .option("set", { type: "string", array: true, nargs: 1, describe: "key.path=value, over the configuration" })
        .option("seed", { type: "number", describe: "seed of the generator and of random ties" })
        .option("threads", {
          type: "number",
          describe: "threads for many series (default: one, or one a core from 1.3e8 samples)",
        })
        .option("out", { type: "string", describe: "directory for pictures and tables (default: none)" }),
    (args) => entropy(args),
  );
}

interface EntropyArguments extends CommonArguments, EntropyFlags {
  readonly target?: string | undefined;
}

async function entropy(args: EntropyArguments): Promise<void> {
  const out = output(args);
  if (args.target === undefined) {
    throw new SechError("invalid-argument", {
      what: "sech entropy needs a file or a generator",
      attempt: "sech entropy logistic",
    });
  }
  const report = await runEntropy(args.target, await entropySettings(args));
  out.json(report);
  out.say(`${report.source}: order ${report.order}, delay ${report.delay}, ${report.length} samples`);
  for (const warning of report.warnings) out.note(`warning: ${warning}`);
  if ("series" in report) {
    const show = ({ median, min, max }: { median: number; min: number; max: number }) =>
      `${digits(median)} (${digits(min)} … ${digits(max)})`;
    out.say(`${report.series} series: H ${show(report.H)}, C ${show(report.C)}`);
  } else {
    const range = (found: { low: number; high: number } | null) =>
      found === null ? "(no interval)" : `[${digits(found.low)}, ${digits(found.high)}]`;
    out.say(`H ${digits(report.H)} ${range(report.interval.H)}, C ${digits(report.C)} ${range(report.interval.C)}`);
    out.say(
      `${report.zone}, confidence ${digits(report.confidence)}; ${report.patterns} patterns in ${report.windows} windows`,
    );
  }
  for (const file of report.files) out.say(file);
}
