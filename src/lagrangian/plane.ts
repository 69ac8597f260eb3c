import { type Expression, evaluateNetwork, type HardOutput, type Network, type Read, trace } from "../core/index.ts";
import type { Symbols, TransportProblem } from "../problems/index.ts";
import type { Box } from "../training/index.ts";
import { labelNetwork } from "./networks.ts";
import type { Shape } from "./options.ts";
import { type Parts, type PartTerm, parametersAt } from "./parts.ts";

/** The size of a state that stays as it began. */
const passive = { width: 10, depth: 1 } as const;

/** The networks and residuals of one unknown in the plane: X_t = a(X, t) and U_t = s, or u_t + a · ∇u = s at places. */
export function planeParts(problem: TransportProblem, shape: Shape): Parts {
  return shape.mode === "pinn" ? eulerian(problem, shape) : lagrangian(problem, shape);
}

const symbol = (at: Symbols, name: string): Expression => at[name] as Expression;

function stateForm({ initial }: TransportProblem, soft: boolean): (at: Symbols) => HardOutput {
  if (soft) return () => ({ offset: 0, factor: 1 });
  return (at) => ({ offset: initial.at(at)[0] as Expression, factor: symbol(at, "t") });
}

function stateAt(networks: readonly Network[], network: number): Parts["state"] {
  const net = networks[network] as Network;
  return (theta, points) => evaluateNetwork(net, parametersAt(networks, network, theta), points);
}

function lagrangian(problem: TransportProblem, shape: Shape): Parts {
  const { speed, source, drift, unknowns, domain } = problem;
  const { soft, mode } = shape;
  const form = stateForm(problem, soft);
  const free = mode === "moving" && soft;
  const pathForm = (at: Symbols): HardOutput => ({ offset: 0, factor: free ? 1 : symbol(at, "t") });
  const size = source === null && !soft ? { ...shape, ...passive } : shape;
  const networks = [
    labelNetwork(problem, shape, 2, (at) => [pathForm(at), pathForm(at)]),
    labelNetwork(problem, size, 1, (at) => [form(at)]),
  ];
  const names = ["d", "dt", "e", "et", "u", "ut", "x", "y", "t"] as const;
  const tape = trace(names, ({ d, dt, e, et, u, ut, x, y, t }) => {
    const [right, up] = drift as readonly [number, number];
    const place = { x: t.mul(right).add(x).add(d), y: t.mul(up).add(y).add(e) };
    const at: Symbols = { [unknowns[0] as string]: u, ...place, t };
    const [a, b] = speed.at(at) as readonly [Expression, Expression];
    const rate = source === null ? ut : ut.sub(source.at(at)[0] as Expression);
    return [a.sub(right).sub(dt), b.sub(up).sub(et), rate];
  });
  const read = (network: number, output: number, partial: string): Read => ({
    from: "network",
    network,
    output,
    partial,
  });
  const reads: Read[] = [
    ...[read(0, 0, ""), read(0, 0, "t"), read(0, 1, ""), read(0, 1, "t"), read(1, 0, ""), read(1, 0, "t")],
    ...[0, 1, 2].map((coordinate): Read => ({ from: "point", coordinate })),
  ];
  const rows = ["path x", "path y", "state"];
  const terms: PartTerm[] = [{ term: { name: "interior", group: "interior", rows, box: domain }, reads, tape }];
  if (soft) terms.push(beginning(problem, free, 1));
  const quantities = [0, 1].flatMap((output) => ["", "x", "y"].map((partial) => ({ output, partial })));
  return {
    networks,
    terms,
    map: {
      displacement: (theta, points) =>
        evaluateNetwork(networks[0] as Network, parametersAt(networks, 0, theta), points, quantities),
    },
    state: stateAt(networks, 1),
  };
}

function eulerian(problem: TransportProblem, shape: Shape): Parts {
  const { speed, source, unknowns, domain } = problem;
  const form = stateForm(problem, shape.soft);
  const networks = [labelNetwork(problem, shape, 1, (at) => [form(at)])];
  const tape = trace(["u", "ux", "uy", "ut", "x", "y", "t"], ({ u, ux, uy, ut, x, y, t }) => {
    const at: Symbols = { [unknowns[0] as string]: u, x, y, t };
    const [a, b] = speed.at(at) as readonly [Expression, Expression];
    const rate = source === null ? ut : ut.sub(source.at(at)[0] as Expression);
    return [rate.add(a.mul(ux)).add(b.mul(uy))];
  });
  const reads: Read[] = [
    ...["", "x", "y", "t"].map((partial): Read => ({ from: "network", network: 0, output: 0, partial })),
    ...[0, 1, 2].map((coordinate): Read => ({ from: "point", coordinate })),
  ];
  const term = { name: "interior", group: "interior", rows: ["state"], box: domain };
  const terms: PartTerm[] = [{ term, reads, tape }];
  if (shape.soft) terms.push(beginning(problem, false, 0));
  return { networks, terms, map: null, state: stateAt(networks, 0) };
}

/** What must vanish at t = 0 where conditions are soft: the displacement where it is free, and U − u₀. */
function beginning({ initial, domain }: TransportProblem, free: boolean, state: number): PartTerm {
  const tape = trace(free ? ["d", "e", "u", "x", "y"] : ["u", "x", "y"], (at) => {
    const change = symbol(at, "u").sub(initial.at(at)[0] as Expression);
    return free ? [symbol(at, "d"), symbol(at, "e"), change] : [change];
  });
  const box: Box = [domain[0] as Box[number], domain[1] as Box[number], [0, 0]];
  const rows = free ? ["initial path x", "initial path y", "initial"] : ["initial"];
  const value = (network: number, output: number): Read => ({ from: "network", network, output, partial: "" });
  const values = [...(free ? [value(0, 0), value(0, 1)] : []), value(state, 0)];
  return {
    term: { name: "initial t.min", group: "initial", rows, box },
    reads: [...values, { from: "point", coordinate: 0 }, { from: "point", coordinate: 1 }],
    tape,
  };
}
