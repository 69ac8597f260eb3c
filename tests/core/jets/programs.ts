import {
  type Activation,
  gaussianNetwork,
  geometryLength,
  initialParameters,
  type Network,
  network,
  type Read,
  type ResidualProgram,
  type Rng,
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
  const networks = program.networks.map((net) => placed(net, initialParameters(net, random), random));
  const theta = Float64Array.of(...networks.flatMap((part) => [...part]), ...new Array(program.scalars ?? 0).fill(0.5));
  return theta.map((value) => value + 0.1 * random.normal());
}

/** Puts Gaussians, if there are any, all over [−1, 1], so wide that differences are exact, and with axes turned by anything. */
function placed(net: Network, theta: Float64Array, random: Rng): Float64Array {
  const [layer] = net.layers;
  if (layer?.kind !== "gaussians") return theta;
  const all = layer.count * layer.outputs;
  const geometry = geometryLength(layer);
  for (let q = 0; q < all; q++) {
    theta[q] = random.normal();
    for (let k = 0; k < geometry; k++) {
      const [d, u] = [layer.inputs, random.uniform()];
      const width = 0.6 + 0.4 * u;
      const size = k < d ? 2 * u - 1 : k >= 2 * d ? 2 * u : layer.widths === "plain" ? width : Math.log(width);
      theta[all + q * geometry + k] = size;
    }
  }
  return theta;
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
  "Gaussians, hard conditions": burgers(
    gaussianNetwork({
      ...plane,
      count: 7,
      hard: ({ x, t }) => [{ offset: x.mul(-Math.PI).sin(), factor: t.mul(x.square().sub(1)) }],
    }),
  ),
  "Gaussians with turned axes before a head, plain widths": burgers(
    gaussianNetwork({
      ...plane,
      count: 3,
      covariance: "full",
      widths: "plain",
      head: { channels: 3, width: 5 },
    }),
    17,
  ),
  "Gaussians with turned axes in space, two outputs": space("full"),
  "Gaussians in space": space("diagonal"),
  "periodic Gaussians of one coordinate to the fourth derivative": ring(),
};

function space(covariance: "diagonal" | "full"): ResidualProgram {
  const range = [-1, 1] as const;
  const net = gaussianNetwork({ coordinates: ["x", "y", "t"], count: 4, outputs: 2, covariance });
  const reads = [...readsOf(["", "xx", "yy", "xy", "xt"], 0), ...readsOf(["t", "x", "y", "tt", "yt"], 1)];
  const names = ["u", "uxx", "uyy", "uxy", "uxt", "vt", "vx", "vy", "vtt", "vyt"] as const;
  return {
    networks: [net],
    terms: [
      {
        name: "space",
        points: [pointsIn([range, range, range], 21, 12)],
        reads,
        residual: trace(names, ({ u, uxx, uyy, uxy, uxt, vt, vx, vy, vtt, vyt }) => [
          vt.add(u.mul(vx)).sub(uxx.mul(0.1)).add(uxy.mul(0.2)),
          uyy.mul(0.1).add(u.mul(vy)).add(uxt.mul(0.1)).sub(vtt.mul(vyt).mul(0.01)),
        ]),
        weights: 0.1,
      },
    ],
  };
}

function ring(): ResidualProgram {
  return {
    networks: [gaussianNetwork({ coordinates: ["x"], count: 5, periods: { x: 2 } })],
    terms: [
      {
        name: "beam",
        points: [pointsIn([[-1, 1]], 20, 13)],
        reads: readsOf(["", "xx", "xxxx"]),
        residual: trace(["u", "uxx", "u4"], ({ u, uxx, u4 }) => u4.mul(1e-3).add(uxx.mul(u))),
        weights: 1,
      },
    ],
  };
}

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
