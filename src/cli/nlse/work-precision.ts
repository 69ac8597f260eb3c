import { join } from "node:path";
import { invalid } from "../../core/index.ts";
import { writeFileAtomic } from "../../io/index.ts";
import { lines } from "../../plot/index.ts";
import { distance, integrate, type MethodName, methodNames } from "../../spectral/index.ts";
import { makeDirectory } from "../directory.ts";
import { digits, table } from "../output.ts";
import { peers } from "./peers-table.ts";
import type { WavePlan } from "./plan.ts";

/** One integration of a work–precision diagram. */
export interface WorkPoint {
  readonly ffts: number;
  readonly error: number;
  /** The tolerance asked for; null for another package's method. */
  readonly tolerance: number | null;
}

/** What each method costs for which error; the JSON document of `--work-precision`. */
export interface WorkPrecision {
  readonly scenario: string;
  /** What the errors are measured against. */
  readonly reference: string;
  readonly methods: Readonly<Record<string, readonly WorkPoint[]>>;
  /** Other packages' methods as measured by bench/nlse-peers.py, where the scenario is one of its. */
  readonly peers: Readonly<Record<string, readonly WorkPoint[]>>;
  readonly files: readonly string[];
}

const tolerances = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11];
/** A method that needs more than this for a tolerance is not run at smaller ones. */
const most = { ffts: 60_000, steps: 5000 };

/** Runs every integrator at every tolerance on the system of a plan; draws errors over FFTs. */
export async function workPrecision(
  { scenario, system, span, standard }: WavePlan & { readonly scenario: string },
  directory: string,
  onProgress: (fraction: number) => void,
): Promise<WorkPrecision> {
  if (system.compatibility !== null) {
    throw invalid({
      what: "a work–precision diagram needs a system without compatibility mode",
      got: system.compatibility,
    });
  }
  const exact = system.problem.exact?.(system.grid, span[1]) ?? null;
  const reference = exact ?? integrate(system, span, { method: "dop853", rtol: 1e-12, maxSteps: 10_000_000 }).end;
  const names = methodNames.filter((name) => name !== "auto" && !(system.mask !== null && isSplitting(name)));
  const methods: Record<string, WorkPoint[]> = {};
  let done = 0;
  for (const method of names) {
    const points: WorkPoint[] = [];
    for (const rtol of tolerances) {
      if ((points.at(-1)?.ffts ?? 0) > most.ffts) break;
      const solution = integrate(system, span, { method, rtol, maxSteps: most.steps });
      if (solution.status !== "success") break;
      points.push({ ffts: solution.stats.ffts, error: distance(solution.end, reference).l2, tolerance: rtol });
      await new Promise((resolve) => setImmediate(resolve)); // lets signals and the progress bar through
    }
    methods[method] = points;
    done += 1;
    onProgress(done / names.length);
  }
  // Peers were measured on the scenario as it stands.
  const others = Object.entries((standard ? peers[scenario] : undefined) ?? {}).map(
    ([name, points]) => [name, points.map(([ffts, error]) => ({ ffts, error, tolerance: null }))] as const,
  );
  const result = {
    scenario,
    reference: exact === null ? "dop853 with a tolerance of 1e-12 on the same grid" : "the exact solution",
    methods,
    peers: Object.fromEntries(others),
  };
  await makeDirectory(directory);
  const path = join(directory, `${scenario}-work-precision.png`);
  await writeFileAtomic(path, await draw(result));
  return { ...result, files: [path] };
}

function isSplitting(name: MethodName): boolean {
  return name.startsWith("s");
}

async function draw({ scenario, methods, peers: others }: Omit<WorkPrecision, "files">): Promise<Uint8Array> {
  const series = (all: WorkPrecision["methods"]) =>
    Object.entries(all)
      .filter(([, points]) => points.length > 0)
      .map(([label, points]) => ({
        label,
        x: points.map(({ ffts }) => Math.log10(ffts)),
        y: points.map(({ error }) => error),
      }));
  const panel = (all: WorkPrecision["methods"], yLabel: string) => ({
    series: series(all),
    yLabel,
    yScale: "log" as const,
    floor: 1e-13,
  });
  const best = Object.fromEntries(Object.entries(methods).filter(([name]) => name === "etd-adams"));
  const { png } = await lines({
    title: `Work and precision, ${scenario}`,
    xLabel: "log₁₀ of the number of FFTs",
    width: 860,
    height: Object.keys(others).length > 0 ? 860 : 520,
    panels: [
      panel(methods, "relative L2 error"),
      ...(Object.keys(others).length > 0 ? [panel({ ...best, ...others }, "the same, other packages")] : []),
    ],
  });
  return png;
}

/** A table of the FFTs that each method needs for an error. */
export function workTable({ methods, peers: others }: WorkPrecision): string[] {
  const errors = [1e-4, 1e-6, 1e-8, 1e-10];
  const least = (points: readonly WorkPoint[], error: number) =>
    Math.min(...points.filter((point) => point.error <= error).map(({ ffts }) => ffts));
  const rows = Object.entries({ ...methods, ...others }).map(([name, points]) => [
    name,
    ...errors.map((error) => (Number.isFinite(least(points, error)) ? String(least(points, error)) : "–")),
    digits(points.length === 0 ? null : Math.min(...points.map(({ error }) => error))),
  ]);
  return table([["FFTs for an error of", ...errors.map(String), "best"], ...rows]);
}
