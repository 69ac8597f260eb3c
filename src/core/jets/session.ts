import { blocks } from "./block.ts";
import { movingGaussians, overBlocks, pointsOf, rowAt, scaleAt, sumRow, untouched } from "./block-rows.ts";
import { type Plan, panelColumns, panelStride, type TermPlan } from "./plan.ts";
import type { Arena, JetPrimitives } from "./primitives.ts";
import type { ResidualProgram } from "./program.ts";
import type { VisitLayer } from "./sweep.ts";

/** What a thread can be told to do. */
export const command = {
  residuals: 1,
  gradient: 2,
  jacobian: 3,
  normal: 4,
  times: 5,
  transposeTimes: 6,
  leadingGradient: 7,
} as const;

/** The work of one thread of a program on an arena that the threads share. */
export interface Session {
  /** Does one thread's part of a command on its share of the blocks; gives its part of ½ |r|². */
  run(what: number, thread: number): number;
}

/** Where a thread's panel is. */
function panelAt({ end, parameters }: Plan, thread: number): number {
  return end + thread * parameters * panelStride;
}

/** Where J is, or a thread's JᵀJ. */
export function matrixAt(plan: Plan, thread: number): number {
  return panelAt(plan, plan.threads) + thread * (Math.ceil(plan.parameters ** 2 / 8) * 8 + 24);
}

/** How much of the arena a command uses. */
export function arenaLength(plan: Plan, what: number, leading: number = plan.parameters): number {
  if (what === command.jacobian) return matrixAt(plan, 0) + plan.rows * leading;
  if (what === command.leadingGradient) return matrixAt(plan, 0);
  return what === command.normal ? matrixAt(plan, plan.threads) : plan.end;
}

/** The evaluations of a program on an arena of its own, block by block of its points. */
export function session(program: ResidualProgram, plan: Plan, arena: Arena, primitives: JetPrimitives): Session {
  const block = blocks(program, plan, arena, primitives);
  const { rows, parameters } = plan;

  /** The adjoint of Σ w r, added to `gradient`. */
  function pullBack(term: TermPlan, at: number, scratch: number, gradient: number, w: (row: number) => number): void {
    const m = arena.numbers;
    const seed = (k: number, p: number) => {
      const scale = m[scaleAt(term, at, k) + p] as number;
      return scale === 0 ? 0 : scale * w(rowAt(term, at, p, k));
    };
    const visit: VisitLayer = {
      dense({ channels, width }, { layer: { inputs, outputs }, parameter }, g, x) {
        const weights = gradient + parameter;
        const bias = weights + inputs * outputs;
        primitives.weightGradient(g, x, weights, bias, outputs, inputs, channels * width, width);
      },
      gaussians: (gaussians, parameter, g) => primitives.gaussianGradient(gaussians, g, gradient + parameter),
    };
    block.reverse(term, at, scratch, seed, visit, (parameter, row) => {
      m[gradient + parameter] = (m[gradient + parameter] as number) + sumRow(m, row, term.width);
    });
  }

  /** Fills r of a block; gives its part of ½ |r|². */
  function residuals(term: TermPlan, at: number, scratch: number): number {
    block.evaluate(term, at, scratch);
    const m = arena.numbers;
    let total = 0;
    for (let k = 0; k < term.components; k++) {
      const [values, scales] = [block.component(term, scratch, k), scaleAt(term, at, k)];
      for (let p = 0; p < pointsOf(term, at); p++) {
        const r = (m[scales + p] as number) * (m[values + p] as number);
        m[plan.residuals + rowAt(term, at, p, k)] = r;
        total += r * r;
      }
    }
    return total / 2;
  }

  /** The gradients of the points' residuals of one component by the leading parameters, as columns of the panel. */
  function fillPanel(
    term: TermPlan,
    at: number,
    scratch: number,
    panel: number,
    component: number,
    leading: number,
  ): void {
    const m = arena.numbers;
    const scales = scaleAt(term, at, component);
    const touched = new Set<number>();
    for (const start of untouched(program, plan, term)) {
      for (let i = start.from; i < start.to; i++)
        m.fill(0, panel + i * panelStride, panel + i * panelStride + term.width);
    }
    const visit: VisitLayer = {
      dense(shape, { layer: { inputs, outputs }, parameter }, g, x) {
        const to = panel + parameter * panelStride;
        primitives.pointGradients(shape, g, x, to, panelStride, outputs, inputs, touched.has(parameter));
        touched.add(parameter);
      },
      gaussians(gaussians, parameter, g) {
        const to = panel + parameter * panelStride;
        const moving = movingGaussians(gaussians.layer, leading - parameter);
        primitives.gaussianPoints(gaussians, g, to, panelStride, moving, touched.has(parameter));
        touched.add(parameter);
      },
    };
    const seed = (k: number, p: number) => (k === component ? (m[scales + p] as number) : 0);
    block.reverse(term, at, scratch, seed, visit, (parameter, row) => {
      for (let p = 0; p < term.width; p++) {
        const to = panel + parameter * panelStride + p;
        m[to] = (m[to] as number) + (m[row + p] as number);
      }
    });
  }

  /** Adds Jᵀ r of the leading parameters, from the columns of one component of a block. */
  function addColumns(
    term: TermPlan,
    at: number,
    panel: number,
    component: number,
    leading: number,
    gradient: number,
  ): void {
    const m = arena.numbers;
    const r = Float64Array.from({ length: pointsOf(term, at) }, (_, p) => {
      return m[plan.residuals + rowAt(term, at, p, component)] as number;
    });
    for (let i = 0; i < leading; i++) {
      const from = panel + i * panelStride;
      let sum = 0;
      for (let p = 0; p < r.length; p++) sum += (m[from + p] as number) * (r[p] as number);
      m[gradient + i] = (m[gradient + i] as number) + sum;
    }
  }

  const work: Record<number, (thread: number) => number> = {
    [command.residuals]: (thread) => overBlocks(plan, thread, (term, at, scratch) => residuals(term, at, scratch)),

    [command.gradient](thread) {
      const gradient = plan.gradients[thread] as number;
      arena.numbers.fill(0, gradient, gradient + parameters);
      return overBlocks(plan, thread, (term, at, scratch) => {
        const part = residuals(term, at, scratch);
        const m = arena.numbers;
        pullBack(term, at, scratch, gradient, (row) => m[plan.residuals + row] as number);
        return part;
      });
    },

    [command.leadingGradient](thread) {
      const [panel, gradient] = [panelAt(plan, thread), plan.gradients[thread] as number];
      const leading = arena.numbers[plan.vector] as number;
      arena.numbers.fill(0, gradient, gradient + parameters);
      return overBlocks(plan, thread, (term, at, scratch) => {
        const part = residuals(term, at, scratch);
        for (let k = 0; k < term.components; k++) {
          fillPanel(term, at, scratch, panel, k, leading);
          addColumns(term, at, panel, k, leading, gradient);
        }
        return part;
      });
    },

    [command.transposeTimes](thread) {
      const gradient = plan.gradients[thread] as number;
      arena.numbers.fill(0, gradient, gradient + parameters);
      return overBlocks(plan, thread, (term, at, scratch) => {
        block.evaluate(term, at, scratch);
        const m = arena.numbers;
        pullBack(term, at, scratch, gradient, (row) => m[plan.vector + row] as number);
        return 0;
      });
    },

    // J v = Σ over layers of g · (V x), where g is the reverse sweep of one row and V the direction's weights.
    [command.times](thread) {
      return overBlocks(plan, thread, (term, at, scratch) => {
        block.evaluate(term, at, scratch);
        const m = arena.numbers;
        const [product, direction] = [scratch + term.product, scratch + term.direction];
        for (let k = 0; k < term.components; k++) {
          const total = new Float64Array(term.width);
          const add = (row: number, rows: number, times: number) => {
            for (let n = 0; n < rows * term.width; n++) {
              const p = n % term.width;
              total[p] = (total[p] as number) + (m[row + n] as number) * (times < 0 ? 1 : (m[times + n] as number));
            }
          };
          const visit: VisitLayer = {
            dense({ channels, width }, { layer: { inputs, outputs }, parameter }, g, x) {
              const size = inputs * outputs;
              const weights = plan.vector + parameter;
              primitives.pack(weights, direction, direction + size, outputs, inputs);
              primitives.dense(direction, weights + size, x, product, outputs, inputs, channels * width, width);
              add(product, outputs * channels, g);
            },
            gaussians(gaussians, parameter, g) {
              primitives.gaussianTimes(gaussians, g, plan.vector + parameter, product);
              add(product, 1, -1);
            },
          };
          const scales = scaleAt(term, at, k);
          const seed = (component: number, p: number) => (component === k ? (m[scales + p] as number) : 0);
          block.reverse(term, at, scratch, seed, visit, (parameter, row) => {
            const v = m[plan.vector + parameter] as number;
            for (let p = 0; p < term.width; p++) total[p] = (total[p] as number) + v * (m[row + p] as number);
          });
          for (let p = 0; p < pointsOf(term, at); p++) m[plan.residuals + rowAt(term, at, p, k)] = total[p] as number;
        }
        return 0;
      });
    },

    [command.jacobian](thread) {
      const panel = panelAt(plan, thread);
      const leading = arena.numbers[plan.vector] as number;
      return overBlocks(plan, thread, (term, at, scratch) => {
        const part = residuals(term, at, scratch);
        for (let k = 0; k < term.components; k++) {
          fillPanel(term, at, scratch, panel, k, leading);
          const m = arena.numbers;
          for (let p = 0; p < pointsOf(term, at); p++) {
            const to = matrixAt(plan, 0) + rowAt(term, at, p, k) * leading;
            for (let i = 0; i < leading; i++) m[to + i] = m[panel + i * panelStride + p] as number;
          }
        }
        return part;
      });
    },

    [command.normal](thread) {
      const [panel, gradient] = [panelAt(plan, thread), plan.gradients[thread] as number];
      const leading = arena.numbers[plan.vector] as number;
      const jtj = matrixAt(plan, thread);
      arena.numbers.fill(0, jtj, jtj + leading * leading);
      arena.numbers.fill(0, gradient, gradient + parameters);
      let columns = 0;
      const flush = () => {
        if (columns > 0) primitives.addNormal(panel, panelStride, columns, leading, jtj);
        columns = 0;
      };
      const total = overBlocks(plan, thread, (term, at, scratch) => {
        const part = residuals(term, at, scratch);
        const m = arena.numbers;
        if (leading === parameters) {
          pullBack(term, at, scratch, gradient, (row) => m[plan.residuals + row] as number);
        }
        for (let k = 0; k < term.components; k++) {
          if (columns + term.width > panelColumns) flush();
          fillPanel(term, at, scratch, panel + columns, k, leading);
          if (leading < parameters) addColumns(term, at, panel + columns, k, leading, gradient);
          columns += term.width;
        }
        return part;
      });
      flush();
      return total;
    },
  };

  return {
    run(what, thread) {
      arena.ensure(arenaLength(plan, what, what === command.jacobian ? arena.numbers[plan.vector] : undefined));
      if (rows === 0) return 0;
      return (work[what] as (thread: number) => number)(thread);
    },
  };
}
