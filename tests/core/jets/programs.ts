import {
  type Activation,
  initialParameters,
  type Network,
  network,
  type Read,
  type ResidualProgram,
  rng,
  trace,
} from "../../../src/core/index.ts";

/** Points uniform in a box, shape [count][dimensions]. */
export function pointsIn(box: readonly (readonly [number, number])[], count: number, seed: number): Float64Array {
  const random = rng(seed);
  return Float64Array.from({ length: count * box.length }, (_, i) => {
    const [low, high] = box[i % box.length] as readonly [number, number];
    return low + (high - low) * random.uniform();
  });
}

/** Parameters away from zero everywhere, biases included. */
export function someParameters(program: ResidualProgram, seed = 11): Float64Array {
  const random = rng(seed);
  const networks = program.networks.map((net) => initialParameters(net, random));
  const theta = Float64Array.of(...networks.flatMap((part) => [...part]), ...new Array(program.scalars ?? 0).fill(0.5));
  return theta.map((value) => value + 0.1 * random.normal());
}

/** The reads of partials of one output, e.g. ["", "x", "xx"]. */
function readsOf(partials: readonly string[], output = 0, net = 0, at = 0): Read[] {
  return partials.map((partial) => ({ from: "network", network: net, output, partial, at }));
}

const box = [
  [-1, 1],
  [0, 1],
] as const;

/** u_t + u u_x = ν u_xx with hard conditions, and its initial state as a soft one. */
export function burgers(net: Network, interior = 45): ResidualProgram {
  return {
    networks: [net],
    terms: [
      {
        name: "pde",
        points: [pointsIn(box, interior, 1)],
        reads: readsOf(["", "x", "t", "xx"]),
        residual: trace(["u", "ux", "ut", "uxx"], ({ u, ux, ut, uxx }) => ut.add(u.mul(ux)).sub(uxx.mul(0.05))),
        weights: 1 / interior,
      },
      {
        name: "initial",
        points: [pointsIn([box[0], [0, 0]], 7, 2)],
        reads: [...readsOf([""]), { from: "point", coordinate: 0 }],
        residual: trace(["u", "x"], ({ u, x }) => u.add(x.mul(Math.PI).sin())),
        weights: Float64Array.from({ length: 7 }, (_, i) => i / 7),
      },
    ],
  };
}

const plane = { coordinates: ["x", "t"], domain: box } as const;

/** One program for every feature of the engine, by name. */
export const programs: Readonly<Record<string, ResidualProgram>> = {
  "Burgers, tanh, hard conditions": burgers(
    network({
      ...plane,
      width: 9,
      depth: 3,
      hard: ({ x, t }) => [{ offset: x.mul(-Math.PI).sin(), factor: t.mul(x.square().sub(1)) }],
    }),
  ),
  "KdV, sin, periodic to the third derivative": kdv(),
  "fourth order, swish, two outputs, Fourier features": plate(),
  "two networks, a trainable scalar and data": inverse(),
  "mixed partials of three coordinates": mixed(),
};

function kdv(): ResidualProgram {
  const net = network({ ...plane, width: 6, depth: 2, activation: "sin" });
  const edge = pointsIn([[0, 0], box[1]], 5, 3);
  const [left, right] = [-1, 1].map((x) => edge.map((value, i) => (i % 2 === 0 ? x : value))) as [
    Float64Array,
    Float64Array,
  ];
  return {
    networks: [net],
    terms: [
      {
        name: "pde",
        points: [pointsIn(box, 20, 4)],
        reads: readsOf(["", "x", "t", "xxx"]),
        residual: trace(["u", "ux", "ut", "uxxx"], ({ u, ux, ut, uxxx }) => ut.add(u.mul(6).mul(ux)).add(uxxx)),
        weights: 0.1,
      },
      {
        name: "periodic",
        points: [left, right],
        reads: [...readsOf(["", "x"]), ...readsOf(["", "x"], 0, 0, 1)],
        residual: trace(["a", "ax", "b", "bx"], ({ a, ax, b, bx }) => [a.sub(b), ax.sub(bx)]),
        weights: 2,
      },
    ],
  };
}

function plate(): ResidualProgram {
  const net = network({
    ...plane,
    width: 5,
    depth: 2,
    outputs: 2,
    activation: "swish",
    periodic: { x: { harmonics: 2 } },
    fourier: [
      [0.1, 0.2, -0.1, 0.05, 0.3],
      [0.02, -0.1, 0.2, 0.1, -0.2],
    ],
  });
  return {
    networks: [net],
    terms: [
      {
        name: "plate",
        points: [pointsIn(box, 18, 5)],
        reads: [...readsOf(["xxxx", "tt", "xxtt"], 0), ...readsOf(["", "xx"], 1)],
        residual: trace(["a4", "att", "axxtt", "b", "bxx"], ({ a4, att, axxtt, b, bxx }) => [
          a4.mul(0.01).add(att).add(b.mul(att)),
          bxx.sub(axxtt.mul(0.1)).add(b.tanh()),
        ]),
        weights: 0.01,
      },
    ],
  };
}

/** A path and a state in label coordinates, and an unknown viscosity. */
function inverse(): ResidualProgram {
  const path = network({ ...plane, width: 5, depth: 2 });
  const state = network({ ...plane, width: 4, depth: 1, activation: "sin" });
  const count = 19;
  const observed = [pointsIn([[-1, 1]], count, 7), pointsIn([[-1, 1]], count, 8)];
  return {
    networks: [path, state],
    scalars: 2,
    terms: [
      {
        name: "transport",
        points: [pointsIn(box, 21, 6)],
        reads: [
          ...readsOf(["t", "x", "xx"], 0, 0),
          ...readsOf(["", "t", "x", "xx"], 0, 1),
          { from: "scalar", index: 1 },
        ],
        residual: trace(["Xt", "Xx", "Xxx", "U", "Ut", "Ux", "Uxx", "nu"], ({ Xt, Xx, Xxx, U, Ut, Ux, Uxx, nu }) => [
          Xt.sub(U),
          Ut.mul(Xx.square().add(0.5)).sub(nu.mul(Uxx.sub(Ux.mul(Xxx)))),
        ]),
        weights: 0.3,
      },
      {
        name: "observed",
        points: [pointsIn(box, count, 9)],
        data: observed,
        reads: [
          ...readsOf([""], 0, 1),
          { from: "data", column: 1 },
          { from: "data", column: 0 },
          { from: "scalar", index: 0 },
        ],
        residual: trace(["U", "b", "a", "shift"], ({ U, b, a, shift }) => U.sub(a).sub(b.mul(shift.exp()))),
        weights: 1,
      },
    ],
  };
}

function mixed(): ResidualProgram {
  const range = [-1, 1] as const;
  const net = network({ coordinates: ["x", "y", "z"], domain: [range, range, range], width: 6, depth: 3 });
  return {
    networks: [net],
    terms: [
      {
        name: "mixed",
        points: [pointsIn([range, range, range], 33, 10)],
        reads: readsOf(["xyz", "xxyz", "yyyy", "zz", "x"]),
        residual: trace(["a", "b", "c", "d", "e"], ({ a, b, c, d, e }) => a.add(b.mul(e)).add(c).add(d.sin())),
        weights: 0.2,
      },
    ],
  };
}

/** A network without features of its own, to be compared with formulas. */
export function bare(activation: Activation, width: number, depth: number): Network {
  return network({ ...plane, activation, width, depth });
}
