import type { BlockShape } from "./block-shape.ts";
import { periodShifts } from "./gaussian-layer.ts";
import { recordShape } from "./gaussian-records.ts";
import { channelOf, jetLayout } from "./layout.ts";
import { type Layer, layerParameters, type Network } from "./network.ts";
import type { EvaluationPlan, LayerPlan, Plan, ReadPlan, TermPlan } from "./plan.ts";
import { parameterCount, pointCount, type Read, type ResidualProgram, type ResidualTerm } from "./program.ts";

/** Rows of `aux` beyond one a neuron, for the derivatives of an activation. */
const workRows = 6;

/** Gives one place after the other; between them a gap, so that rows of 2^a bytes do not meet in the cache. */
function places(from: number) {
  let next = from;
  return {
    take(length: number): number {
      const place = Math.ceil(next / 8) * 8;
      next = place + length + 24;
      return place;
    },
    end: () => next,
  };
}

type Places = ReturnType<typeof places>;

/** @param base The first number of the arena that may be used. */
export function planOf(program: ResidualProgram, threads: number, base: number): Plan {
  const arena = places(base);
  const parameters = parameterCount(program);
  const networkStarts = program.networks.map((_, n) =>
    program.networks.slice(0, n).reduce((total, network) => total + network.parameters, 0),
  );
  const theta = arena.take(parameters);
  const packed = program.networks.map(({ layers }) => layers.map((layer) => packedPlaces(layer, arena)));
  let rows = 0;
  let scratchLength = 0;
  const terms = program.terms.map((term, index) => {
    const scratch = places(0);
    const plan = termPlan(program, term, index, rows, networkStarts, packed, arena, scratch);
    rows += plan.count * plan.components;
    scratchLength = Math.max(scratchLength, scratch.end());
    return plan;
  });
  const each = (length: number) => Array.from({ length: threads }, () => arena.take(length));
  return {
    parameters,
    rows,
    threads,
    terms,
    networkStarts,
    theta,
    vector: arena.take(Math.max(rows, parameters)),
    residuals: arena.take(rows),
    scratch: each(scratchLength),
    gradients: each(parameters),
    end: arena.end(),
  };
}

/** Places of what is made of a layer's parameters. */
function packedPlaces(layer: Layer, arena: Places) {
  if (layer.kind === "gaussians") {
    const all = layer.count * layer.outputs;
    return { packed: arena.take(all * recordShape(layer).stride), transposed: 0 };
  }
  const size = layer.inputs * layer.outputs;
  return { packed: arena.take(size), transposed: arena.take(size) };
}

function termPlan(
  program: ResidualProgram,
  term: ResidualTerm,
  index: number,
  start: number,
  networkStarts: readonly number[],
  packed: readonly (readonly ReturnType<typeof packedPlaces>[])[],
  arena: Places,
  scratch: Places,
): TermPlan {
  const groups = new Map<string, NetworkRead[]>();
  for (const read of term.reads) {
    if (read.from !== "network") continue;
    const key = `${read.network} ${read.at ?? 0}`;
    groups.set(key, [...(groups.get(key) ?? []), read]);
  }
  const layouts = [...groups.values()].map((reads) => {
    const { coordinates } = program.networks[(reads[0] as NetworkRead).network] as Network;
    const partials = reads.map(({ partial }) => partial);
    return jetLayout(coordinates, partials);
  });
  const widest = Math.max(
    ...program.networks.flatMap(({ layers }) => layers.map(({ inputs, outputs }) => Math.max(inputs, outputs))),
  );
  const width = blockWidth(widest, Math.max(1, ...layouts.map(({ names }) => names.length)));
  const count = pointCount(program, term);
  const blocks = Math.ceil(count / width);
  const evaluations = [...groups.values()].map((reads, e): EvaluationPlan => {
    const { network, at = 0 } = reads[0] as NetworkRead;
    const { features, layers, transform, outputs } = program.networks[network] as Network;
    const layout = layouts[e] as BlockShape["layout"];
    const channels = layout.names.length;
    const row = channels * width;
    let parameter = networkStarts[network] as number;
    return {
      network,
      at,
      shape: { layout, channels, width, table: arena.take(8 * channels) },
      features: arena.take(blocks * features.outputs.length * row),
      featureCount: features.outputs.length,
      transform: transform === null ? -1 : arena.take(blocks * 2 * outputs * row),
      outputs,
      layers: layers.map((layer, l): LayerPlan => {
        const first = parameter;
        parameter += layerParameters(layer);
        const weights = packed[network]?.[l] as ReturnType<typeof packedPlaces>;
        const y = scratch.take(layer.outputs * row);
        if (layer.kind === "gaussians") {
          return {
            kind: layer.kind,
            layer,
            parameter: first,
            records: weights.packed,
            shifts: arena.take(periodShifts(layer).length * layer.inputs),
            slots: arena.take(recordShape(layer).basics),
            y,
            rows: scratch.take((recordShape(layer).basics + 1) * width),
          };
        }
        const place = {
          z: scratch.take(layer.outputs * row),
          aux: scratch.take((layer.outputs + workRows) * width),
        };
        return { kind: layer.kind, layer, parameter: first, ...weights, y, ...place };
      }),
      out: scratch.take(outputs * row),
      adjoint: scratch.take(outputs * row),
    };
  });
  const fixed = term.reads.filter(({ from }) => from === "point" || from === "data");
  const components = term.residual.outputs.length;
  const registers = term.residual.constants.length * width;
  const turnSize = Math.max(0, ...evaluations.map(({ shape }) => shape.channels)) * width * widest;
  return {
    term: index,
    name: term.name,
    width,
    blocks,
    count,
    components,
    start,
    evaluations,
    reads: term.reads.map((read) => readPlan(program, read, evaluations, fixed)),
    scales: arena.take(blocks * components * width),
    fixed: arena.take(blocks * fixed.length * width),
    fixedRows: fixed.length,
    registers: scratch.take(registers),
    adjoints: scratch.take(registers),
    turn: [scratch.take(turnSize), scratch.take(turnSize)],
    product: scratch.take(turnSize),
    direction: scratch.take(2 * widest * widest),
  };
}

type NetworkRead = Extract<Read, { readonly from: "network" }>;

function readPlan(
  program: ResidualProgram,
  read: Read,
  evaluations: readonly EvaluationPlan[],
  fixed: readonly Read[],
): ReadPlan {
  if (read.from === "scalar") {
    return { from: "scalar", parameter: parameterCount(program) - (program.scalars ?? 0) + read.index };
  }
  if (read.from !== "network") return { from: "fixed", row: fixed.indexOf(read) };
  const evaluation = evaluations.findIndex(({ network, at }) => network === read.network && at === (read.at ?? 0));
  const { shape } = evaluations[evaluation] as EvaluationPlan;
  return { from: "network", evaluation, row: read.output * shape.channels + channelOf(shape.layout, read.partial) };
}

/** Points of a block: as many as let the jets of a layer stay in the first cache. */
function blockWidth(neurons: number, channels: number): number {
  return 32 * channels * neurons * 8 <= 40_960 ? 32 : 16;
}
