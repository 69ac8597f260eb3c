import { type Expression, evaluateNetwork, type HardOutput, type Network, type Read, trace } from "../core/index.ts";
import type { Symbols, TransportProblem } from "../problems/index.ts";
import { labelNetwork } from "./networks.ts";
import type { Shape } from "./options.ts";
import { type Parts, parametersAt } from "./parts.ts";

/**
 * The networks and residuals of two Riemann invariants on a ring, before waves break.
 *
 * Labels follow the first family: X_t = λ₁(R, S), along which R_t = 0; the second invariant moves through them,
 * J S_t + (λ₂ − λ₁) S_ξ = 0 with J = X_ξ. In mode `pinn` both are functions of places.
 */
export function invariantParts(problem: TransportProblem, shape: Shape): Parts {
  const { speed, unknowns, initial, domain, drift } = problem;
  const eulerian = shape.mode === "pinn";
  const [r, s] = unknowns as readonly [string, string];
  const mean = drift[0] as number;
  const symbol = (at: Symbols, name: string) => at[name] as Expression;
  const forms = (at: Symbols): readonly HardOutput[] =>
    initial.at(at).map((offset) => ({ offset, factor: symbol(at, "t") }));
  const state = labelNetwork(problem, shape, 2, forms);
  const path = labelNetwork(problem, shape, 1, (at) => [{ offset: 0, factor: symbol(at, "t") }]);
  const networks: readonly Network[] = eulerian ? [state] : [path, state];
  const values = networks.length - 1;
  const names = ["r", "rx", "rt", "s", "sx", "st", ...(eulerian ? [] : ["d", "dx", "dt"]), "x", "t"];
  const tape = trace(names, (symbols) => {
    const at = symbols as Symbols;
    const [x, t] = [symbol(at, "x"), symbol(at, "t")];
    const place = eulerian ? x : t.mul(mean).add(x).add(symbol(at, "d"));
    const named = { [r]: symbol(at, "r"), [s]: symbol(at, "s"), x: place, t };
    const [first, second] = speed.at(named) as readonly [Expression, Expression];
    if (eulerian) {
      return [symbol(at, "rt").add(first.mul(symbol(at, "rx"))), symbol(at, "st").add(second.mul(symbol(at, "sx")))];
    }
    const jacobian = symbol(at, "dx").add(1);
    return [
      first.sub(mean).sub(symbol(at, "dt")),
      symbol(at, "rt"),
      jacobian.mul(symbol(at, "st")).add(second.sub(first).mul(symbol(at, "sx"))),
    ];
  });
  const read = (network: number, output: number, partial: string): Read => ({
    from: "network",
    network,
    output,
    partial,
  });
  const reads: Read[] = names.map((name) => {
    if (name === "x" || name === "t") return { from: "point", coordinate: name === "x" ? 0 : 1 };
    if (name.startsWith("d")) return read(0, 0, name.slice(1));
    return read(values, name.startsWith("r") ? 0 : 1, name.slice(1));
  });
  const rows = eulerian ? [r, s] : ["path", r, s];
  const displacement = (theta: Float64Array, points: Float64Array) =>
    evaluateNetwork(path, parametersAt(networks, 0, theta), points, [
      { output: 0, partial: "" },
      { output: 0, partial: "x" },
    ]);
  return {
    networks,
    terms: [{ term: { name: "interior", group: "interior", rows, box: domain }, reads, tape }],
    map: eulerian ? null : { displacement },
    state: (theta, points) =>
      evaluateNetwork(state, parametersAt(networks, values, theta), points, [
        { output: 0, partial: "" },
        { output: 1, partial: "" },
      ]),
  };
}
