import { pinn, problems, training } from "sech";

// A reaction front u_t = u_xx/50 + u(1 − u) of one's own; names are typed from the derivatives.
const fisher = problems.pde({
  name: "fisher",
  domain: { x: [0, 2], t: [0, 1] },
  derivatives: ["t", "xx"],
  pde: ({ u, ut, uxx }) => ut.sub(uxx.div(50)).sub(u.mul(u.neg().add(1))),
  conditions: {
    initial: { kind: "initial", value: ({ x }) => x.sub(1).mul(5).sech() },
    insulated: { kind: "neumann", faces: ["x.min", "x.max"] }, // soft: a term of the loss
  },
});
const fit = await training.train(fisher, pinn.mlp({ width: 12, depth: 2 }), {
  points: { interior: 400, insulated: 50 },
  seed: 1,
  stages: [training.adam({ steps: 100, rate: 1e-2 }), training.levenbergMarquardt({ steps: 50 })],
});
console.log("residuals", fit.residuals);
console.log("u(1, 0) =", fit.evaluate(1, 0), "u(1, 1) =", fit.evaluate(1, 1));
