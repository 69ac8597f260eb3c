import { execFileSync } from "node:child_process";
import { cpus } from "node:os";

/** The middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Microseconds of one call: as many calls as fill about `milliseconds`, after a warm-up of the same length. */
export function microseconds(work: () => void, milliseconds = 4): number {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < milliseconds) {
    work();
    calls += 1;
  }
  const begin = performance.now();
  for (let i = 0; i < calls; i++) work();
  return ((performance.now() - begin) / calls) * 1e3;
}

/** Measures all contestants in turn, round after round, and gives the median time of each. */
export async function alternate<K extends string>(
  contestants: Readonly<Record<K, () => number | Promise<number>>>,
  rounds = 15,
): Promise<Record<K, number>> {
  const names = Object.keys(contestants) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) times.get(name)?.push(await contestants[name]());
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)])) as Record<K, number>;
}

/** Keeps this process and the peers it starts on one core. */
export function pinToOneCore(): string {
  const core = String(cpus().length - 1);
  execFileSync("taskset", ["--all-tasks", "--cpu-list", "--pid", core, String(process.pid)]);
  return core;
}

/** The line that RESULTS.md quotes. */
export function machine(): string {
  const version = execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
  return `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}, commit ${version}`;
}

/** Prints rows of cells as a Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell.toPrecision(3) : cell)));
  console.log([head, head.map(() => "---:"), ...cells].map((row) => `| ${row.join(" | ")} |`).join("\n"));
}
