import { ode } from "sech";

// A pendulum let go at 1 rad: its turning points as events, and its energy after 1000 s by a symplectic method.
const pendulum = (end: number) =>
  ode.separable({
    velocity: (p, out) => out.set(p),
    force: (q, out) => out.set(q.map((angle) => -Math.sin(angle))),
    y0: Float64Array.of(1, 0),
    span: [0, end],
  });
const turning = { value: (_t: number, y: Float64Array) => y[1] as number };
const swing = ode.integrate(pendulum(12), { method: ode.dop853(), rtol: 1e-12, events: [turning] });
console.log("turning points", swing.events.map(({ t }) => t).join(" "));

const long = ode.integrate(pendulum(1000), { method: ode.yoshida(8), step: 0.05 });
const [q = 0, p = 0] = long.continuation.y;
console.log("energy error", Math.abs(0.5 * p * p - Math.cos(q) + Math.cos(1)));
