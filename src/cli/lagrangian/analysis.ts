import { join } from "node:path";
import { expressionReader, jetsReady, type Rng, rng, SechError } from "../../core/index.ts";
import { writeFileAtomic } from "../../io/index.ts";
import { type FrameWidths, frameWidths, modesWithin } from "../../lagrangian/index.ts";
import { convection } from "../../problems/index.ts";
import { landscape } from "../../training/index.ts";
import { makeDirectory } from "../directory.ts";
import { type AnalysedMode, analysedCase, analysedModes, solutionPlace } from "./analysis-cases.ts";
import { analysisPictures } from "./analysis-pictures.ts";
import {
  type AnalysisReport,
  type CurvatureRow,
  distances,
  isFitted,
  type ModeAnalysis,
  type ModeShape,
  type WidthRow,
} from "./analysis-report.ts";
import type { LagrangianConfig } from "./schema.ts";

const initials: Readonly<Record<string, (x: number) => number>> = {
  "sin x": Math.sin,
  "Gaussian, deviation 0.25": (x) => {
    const away = x - Math.PI - 2 * Math.PI * Math.round((x - Math.PI) / (2 * Math.PI));
    return Math.exp(-(away * away) / (2 * 0.25 ** 2));
  },
};

/** Compares the loss of models on convection at speeds from 0 to the configuration's, and the widths of its solutions. */
export async function analyse(config: LagrangianConfig): Promise<AnalysisReport> {
  const began = performance.now();
  const { speeds, problemAt } = await problemsOf(config);
  await jetsReady();
  const { seed, model: shape, points } = config;
  const count = points["interior"] ?? 512;
  const steps = config.budget.steps ?? 40;
  const found = analysedModes.map((mode) => {
    const random = rng(seed);
    let from: { speed: number; theta: Float64Array } | null = null;
    const rows = speeds.map((speed) => {
      const problem = problemAt(speed);
      const one = analysedCase(mode, given(shape), problem, count, random.split(0));
      const start = one.bound.initial(random.split(1));
      const solved = solutionPlace(one, {
        problemAt,
        speed,
        steps,
        from: (mode === "pinn" ? from : null) ?? { speed: 0, theta: start },
      });
      from = { speed, theta: solved.theta };
      const last = speed === speeds.at(-1);
      const result = {
        parameters: one.bound.parameters,
        start: curvature(one.objective, start, speed, null, random.split(2)),
        solution: curvature(one.objective, solved.theta, speed, solved.miss, random.split(2)),
        shape: shapeOf(mode, one, solved.theta, last, random),
      };
      one.objective.close();
      return result;
    });
    const [first, last] = [rows[0], rows.at(-1)] as [(typeof rows)[number], (typeof rows)[number]];
    const fitted = rows.filter(({ solution }) => isFitted(solution)).at(-1) ?? first;
    const summary: ModeAnalysis = {
      mode,
      parameters: first.parameters,
      start: rows.map((row) => row.start),
      solution: rows.map((row) => row.solution),
      growth: {
        start: last.start.sharpness / first.start.sharpness,
        solution: fitted.solution.sharpness / first.solution.sharpness,
        upTo: fitted.solution.speed,
      },
    };
    const drawn: ModeShape = { ...last.shape, slices: [first.shape.slices[0], last.shape.slices[0]] as Float64Array[] };
    return { summary, drawn };
  });
  const widths = Object.entries(initials).flatMap(([initial, u0]) =>
    speeds.map((speed) => ({ initial, speed, frames: widthOf(u0, speed) })),
  );
  const files: string[] = [];
  const { directory, picture } = config.output;
  if (picture) {
    await makeDirectory(directory);
    const drawing = {
      speeds,
      modes: found.map(({ summary }) => summary),
      shapes: found.map(({ drawn }) => drawn),
      widths,
    };
    for (const [name, { png }] of Object.entries(await analysisPictures(drawing))) {
      files.push(join(directory, `analysis-${name}.png`));
      await writeFileAtomic(files.at(-1) as string, png);
    }
  }
  return {
    problem: config.problem,
    analysis: true,
    status: "success",
    speeds,
    seed,
    points: count,
    modes: found.map(({ summary }) => summary),
    width: widths.map(({ initial, speed, frames }) => ({ initial, speed, ...counts(frames) })),
    wallSeconds: (performance.now() - began) / 1e3,
    files,
  };
}

/** Convection at four speeds up to the configuration's. */
async function problemsOf(config: LagrangianConfig) {
  if (config.problem !== "convection") {
    throw new SechError("invalid-config", {
      what: "--analysis compares speeds of convection",
      got: config.problem,
      why: "its exact paths are known at every speed",
      attempt: "sech lagrangian convection --analysis --set speed=50",
    });
  }
  const { speed = 50, initial, end } = config as Readonly<Record<string, unknown>>;
  const top = Number(speed);
  if (!(top > 0 && Number.isFinite(top))) {
    throw new SechError("invalid-config", { what: "the speed of an analysis must be positive", got: speed });
  }
  if (typeof initial === "string") await expressionReader();
  const options = {
    ...(typeof initial === "string" ? { initial } : {}),
    ...(typeof end === "number" ? { end } : {}),
  };
  return {
    speeds: [0, 0.2, 0.6, 1].map((part) => part * top),
    problemAt: (c: number) => convection({ speed: c, ...options }),
  };
}

/** Options that were given, without those left open. */
function given(shape: LagrangianConfig["model"]): object {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}

type Objective = Parameters<typeof landscape.hessianProduct>[0];

function curvature(
  objective: Objective,
  theta: Float64Array,
  speed: number,
  miss: number | null,
  random: Rng,
): CurvatureRow {
  const product = landscape.hessianProduct(objective, theta);
  const { value, bound } = landscape.largestEigenvalue(product.times, theta.length, random, {
    tolerance: 1e-4,
    which: "top",
  });
  const loss = objective.valueAndGradient(theta, new Float64Array(theta.length));
  return { speed, sharpness: value, bound, loss, productError: product.worstError(), miss };
}

function shapeOf(
  mode: AnalysedMode,
  { parts, objective }: ReturnType<typeof analysedCase>,
  theta: Float64Array,
  whole: boolean,
  random: Rng,
): ModeShape {
  const filters = landscape.filtersOf(parts.networks);
  const [first, second] = [3, 4].map((stream) => landscape.filterNormalised(theta, filters, random.split(stream))) as [
    Float64Array,
    Float64Array,
  ];
  const line = landscape.lossSlice(objective, theta, [first], distances.line).data;
  if (!whole) {
    const none = new Float64Array(0);
    return { mode, slices: [line], plane: none, density: { values: none, weights: none } };
  }
  const plane = landscape.lossSlice(objective, theta, [first, second], distances.plane).data;
  const { times, size } = landscape.hessianProduct(objective, theta);
  const density = landscape.spectrumDensity(times, size, random.split(5), { probes: 3, steps: 60 });
  return { mode, slices: [line], plane, density };
}

function widthOf(u0: (x: number) => number, speed: number): FrameWidths {
  return frameWidths({
    solution: (x, t) => u0(x - speed * t),
    path: (xi, t) => xi + speed * t,
    state: (xi) => u0(xi),
    end: 1,
    points: 128,
    instants: 65,
  });
}

function counts({ eulerian, state, path }: FrameWidths): Pick<WidthRow, "eulerian" | "state" | "path"> {
  const both = (decay: FrameWidths["state"]) => [modesWithin(decay, 1e-3), modesWithin(decay, 1e-12)] as const;
  return { eulerian: both(eulerian), state: both(state), path: both(path) };
}
