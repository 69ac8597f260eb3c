import { type Expression, evaluateNetwork, type HardOutput, type Network, type Read } from "../core/index.ts";
import type { Symbols, TransportProblem } from "../problems/index.ts";
import type { Box } from "../training/index.ts";
import { type Frame, rampFrame, steepest, still } from "./frames.ts";
import { labelNetwork, type NetworkSize } from "./networks.ts";
import type { Shape } from "./options.ts";
import { type Parts, type PartTerm, type PathMap, parametersAt } from "./parts.ts";
import { type Equations, ringBeginning, ringReads, ringResidual } from "./residuals.ts";

/** Where a quantity is: an output of a network. */
interface Place {
  readonly network: number;
  readonly output: number;
}

/** The size of a state that stays as it began. */
const passive = { width: 10, depth: 1 } as const;
/** The viscosity, over the steepness of the speed, below which the map of `ale` follows the paths further. */
const sharp = 0.005;

/** The networks and residuals of one unknown on a ring. */
export function ringParts(problem: TransportProblem, shape: Shape): Parts {
  const { mode } = shape;
  const eulerian = mode === "pinn";
  const learnt = mode !== "ale" && !eulerian;
  // A place that stands still has no mean speed to be relative to.
  const posed = eulerian ? { ...problem, drift: [0] } : problem;
  const { networks, path, state } = networksOf(posed, shape, learnt);
  const frame = learnt ? null : eulerian ? still : rampOf(problem, shape);
  const difference = byDifference(posed, shape, learnt);
  const equations: Equations = { path: learnt, difference, labelDiffusion: mode === "original" };
  const terms = [interior(posed, equations, state, path, frame)];
  if (shape.soft) terms.push(beginning(posed, shape, state, path));
  const map: PathMap | null = eulerian
    ? null
    : frame === null
      ? learntMap(networks, path, difference)
      : knownMap(frame);
  return {
    networks,
    terms,
    map,
    state: (theta, points) =>
      evaluateNetwork(networks[state.network] as Network, parametersAt(networks, state.network, theta), points, [
        { output: state.output, partial: "" },
      ]),
  };
}

function networksOf(problem: TransportProblem, shape: Shape, learnt: boolean) {
  const { mode, soft, shareWeights, periodicPath } = shape;
  const t = (at: Symbols) => at["t"] as Expression;
  const stateForm = (at: Symbols): HardOutput =>
    soft
      ? { offset: 0, factor: 1 }
      : { offset: problem.initial.at({ x: at["x"] as Expression })[0] as Expression, factor: t(at) };
  const pathForm = (at: Symbols): HardOutput => {
    if (mode === "moving" && soft) return { offset: 0, factor: 1 };
    // X = N itself: what is read, d = X − ξ − c̄ t, then jumps by a period where the ring closes.
    if (periodicPath) {
      const back = t(at)
        .mul(problem.drift[0] as number)
        .add(at["x"] as Expression)
        .neg();
      return { offset: back, factor: 1 };
    }
    return { offset: 0, factor: byDifference(problem, shape, learnt) ? 1 : t(at) };
  };
  const still = problem.viscosity === 0 && problem.source === null && learnt && !soft;
  const size: NetworkSize = shape;
  const stateSize = still ? { ...size, ...passive } : size;
  const state = { network: learnt && !shareWeights ? 1 : 0, output: shareWeights && learnt ? 1 : 0 };
  const path = { network: 0, output: 0 };
  if (!learnt) return { networks: [labelNetwork(problem, size, 1, (at) => [stateForm(at)])], path, state };
  if (shareWeights) {
    return { networks: [labelNetwork(problem, size, 2, (at) => [pathForm(at), stateForm(at)])], path, state };
  }
  const networks = [
    labelNetwork(problem, size, 1, (at) => [pathForm(at)]),
    labelNetwork(problem, stateSize, 1, (at) => [stateForm(at)]),
  ];
  return { networks, path, state };
}

/** Whether d = N(ξ, t) − N(ξ, 0): where the speed depends on the place, paths swing about a mean motion rather than grow. */
function byDifference(problem: TransportProblem, { soft, periodicPath }: Shape, learnt: boolean): boolean {
  return learnt && !problem.uniform && !soft && !periodicPath;
}

function rampOf(problem: TransportProblem, shape: Shape): Frame {
  const [from, to] = problem.domain[0] as readonly [number, number];
  const wave = (2 * Math.PI) / (to - from);
  const steep = steepest(problem);
  // ν in units of the steepness: that of Burgers' equation on [0, 2π] with u₀ = sin x.
  const thin = steep > 0 && (problem.viscosity * wave * wave) / steep < sharp;
  const { minJacobian = thin ? 0.01 : 0.1, ramp = thin ? 8 : 4 } = shape;
  return rampFrame(problem, minJacobian, ramp);
}

function interior(
  problem: TransportProblem,
  equations: Equations,
  state: Place,
  path: Place,
  frame: Frame | null,
): PartTerm {
  const reads = ringReads(problem, equations).map((name): Read => {
    if (name === "x" || name === "t") return { from: "point", coordinate: name === "x" ? 0 : 1 };
    if (name.startsWith("0")) return { from: "network", ...path, partial: name.slice(2), at: 1 };
    if (name.startsWith("u")) return { from: "network", ...state, partial: name.slice(1) };
    if (frame === null) return { from: "network", ...path, partial: name.slice(1) };
    return { from: "data", column: ["d", "dx", "dt", "dxx"].indexOf(name) };
  });
  const rows = frame === null ? ["path", "state"] : ["state"];
  return {
    term: { name: "interior", group: "interior", rows, box: problem.domain },
    reads,
    tape: ringResidual(problem, equations),
    ...(frame === null ? {} : { data: (points: Float64Array) => frame.columns(points) }),
    ...(equations.difference ? { elsewhere: atBeginning } : {}),
  };
}

/** The same labels at t = 0. */
function atBeginning(points: Float64Array): Float64Array {
  return points.map((value, i) => (i % 2 === 0 ? value : 0));
}

function beginning(problem: TransportProblem, { mode }: Shape, state: Place, path: Place): PartTerm {
  const box: Box = [problem.domain[0] as Box[number], [0, 0]];
  const free = mode === "moving";
  const reads: Read[] = [
    { from: "network", ...state, partial: "" },
    { from: "point", coordinate: 0 },
  ];
  return {
    term: { name: "initial t.min", group: "initial", rows: free ? ["initial path", "initial"] : ["initial"], box },
    reads: free ? [{ from: "network", ...path, partial: "" }, ...reads] : reads,
    tape: ringBeginning(problem, free),
  };
}

function learntMap(networks: readonly Network[], { network, output }: Place, difference: boolean): PathMap {
  const read = (theta: Float64Array, points: Float64Array) =>
    evaluateNetwork(networks[network] as Network, parametersAt(networks, network, theta), points, [
      { output, partial: "" },
      { output, partial: "x" },
    ]);
  return {
    displacement(theta, points) {
      const d = read(theta, points);
      if (!difference) return d;
      const before = read(theta, atBeginning(points));
      return d.map((value, i) => value - (before[i] as number));
    },
  };
}

function knownMap(frame: Frame): PathMap {
  return {
    displacement(_theta, points) {
      const [d, slope] = frame.columns(points);
      return Float64Array.from({ length: points.length }, (_, i) => (i % 2 === 0 ? d : slope)[i >> 1] as number);
    },
  };
}
