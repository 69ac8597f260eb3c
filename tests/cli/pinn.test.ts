import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { rng } from "../../src/core/index.ts";
import { readNetcdf } from "../../src/io/index.ts";
import { finished, sech, start, temporary } from "./sech.ts";

const small = [
  ...["model.width=8", "model.depth=1", "points.interior=100", "output.picture=false"],
  'stages=[{"kind":"adam","steps":40,"rate":0.01},{"kind":"self-scaled","steps":200,"resample":50}]',
].flatMap((text) => ["--set", text]);

/** Far more steps than a test waits for. */
const endless = [...small, "--set", 'stages=[{"kind":"adam","steps":10000000}]'];

interface Report {
  readonly relativeL2: number;
  readonly residual: { readonly train: number; readonly heldOut: number };
  readonly iterations: number;
  readonly files: string[];
}

describe("sech pinn", () => {
  test("leaves a report with its keys, a data set, a checkpoint and pictures", async () => {
    const directory = temporary();
    const args = ["pinn", "helmholtz", "--json", "--seed", "2", "--set", "a1=1", "--set", "a2=1", ...small];
    const { code, stdout, stderr } = await sech([...args, "--set", "output.picture=true"], directory);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({
      problem: "helmholtz",
      model: "mlp",
      status: "success",
      stopReason: "stages-done",
      relativeL2: expect.any(Number),
      maxError: expect.any(Number),
      residual: { train: expect.any(Number), heldOut: expect.any(Number) },
      parameters: 33,
      iterations: 240,
      wallSeconds: expect.any(Number),
      seed: 2,
    });
    expect(report.relativeL2).toBeLessThan(0.05);
    expect(stderr).toMatch(/helmholtz \d+% step \d+, adam: residual \S+, held out \S+\n/);
    const names = [
      "helmholtz.nc",
      "helmholtz.checkpoint",
      ...["loss", "solution", "error"].map((what) => `helmholtz-${what}.png`),
    ];
    expect(report.files).toEqual(names.map((name) => join("output", name)));
    expect(readdirSync(join(directory, "output")).sort()).toEqual(names.toSorted());
    const { variables, attributes, dimensions } = await readNetcdf(join(directory, "output/helmholtz.nc"));
    expect(dimensions).toMatchObject({ x: 201, y: 201 });
    expect(Object.keys(variables)).toEqual(
      expect.arrayContaining(["u", "u_exact", "residual_train", "residual_held_out", "iteration"]),
    );
    expect(attributes).toMatchObject({ problem: "helmholtz", a1: 1, a2: 1, seed: 2, stop_reason: "stages-done" });
  });

  test("writes one set of pictures for each of two unknowns", async () => {
    const { stdout } = await sech([
      "pinn",
      "nlse",
      "--json",
      ...small,
      "--set",
      "output.picture=true",
      "--set",
      "budget.steps=5",
    ]);
    const pictures = (JSON.parse(stdout) as Report).files.filter((file) => file.endsWith(".png"));
    expect(pictures).toEqual(
      ["loss", "solution-u", "error-u", "solution-v", "error-v"].map((what) => join("output", `nlse-${what}.png`)),
    );
  });

  test("tells of Gaussians how many there are and how wide, and refuses the keys of networks", async () => {
    const directory = temporary();
    const args = ["pinn", "poisson", "--model", "gaussians", "--json", "--set", "budget.steps=1"];
    const { code, stdout } = await sech(args, directory);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report & { readonly gaussians: Record<string, number> };
    expect(report.relativeL2).toBeLessThan(1e-6);
    expect(report).toMatchObject({ model: "gaussians", trainer: "auto", status: "success", stopReason: "step-budget" });
    expect(report.gaussians).toMatchObject({ movedMedian: 0, count: expect.any(Number) });
    expect(report.gaussians["widthMin"]).toBeLessThanOrEqual(report.gaussians["widthMax"] as number);
    expect(report.files).toEqual(
      ["nc", "checkpoint", "loss.png", "solution.png", "error.png", "gaussians.png"].map((end) =>
        join("output", `poisson${end.includes(".") ? "-" : "."}${end}`),
      ),
    );
    const told = await sech([...args.filter((arg) => arg !== "--json"), "--set", "output.picture=false"], directory);
    expect(told.stdout).toContain(
      `auto: ${report.gaussians["count"]} Gaussians, placed and not moved, ${report.iterations} linear solves, ended by: step-budget`,
    );
    const refused = await sech([...args, "--set", "model.width=8"], directory);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("model.width belongs to model.kind mlp or fourier");
  });

  test("reads a configuration, and a budget in seconds ends it", async () => {
    const directory = temporary();
    writeFileSync(
      join(directory, "run.yaml"),
      "problem: burgers\nviscosity: 0.1\nmodel: { width: 8, depth: 1 }\npoints: { interior: 100 }\noutput: { picture: false }\n",
    );
    const { code, stdout } = await sech(["pinn", "run.yaml", "--budget", "0.3", "--json"], directory);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ problem: "burgers", stopReason: "time-budget" });
  });

  test("killed without warning and resumed ends to the bit like one that was left alone", async () => {
    const args = ["pinn", "poisson", "--json", ...small, "--set", "output.checkpointEvery=0.001"];
    const more = ["--set", "budget.steps=3000", "--set", 'stages=[{"kind":"self-scaled","steps":3000,"resample":50}]'];
    const [alone, killed] = [temporary(), temporary()];
    const whole = JSON.parse((await sech([...args, ...more], alone)).stdout) as Report;
    const child = start([...args, ...more], killed);
    const checkpoint = join(killed, "output/poisson.checkpoint");
    while (!existsSync(checkpoint)) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGKILL");
    const { code } = await finished(child);
    expect(code).toBe(null);
    expect(existsSync(join(killed, "output/poisson.nc"))).toBe(false);
    const rest = JSON.parse((await sech([...args, ...more, "--resume"], killed)).stdout) as Report;
    expect([rest.relativeL2, rest.residual, rest.iterations]).toEqual([
      whole.relativeL2,
      whole.residual,
      whole.iterations,
    ]);
    const solution = async (directory: string) => {
      const { variables } = await readNetcdf(join(directory, "output/poisson.nc"));
      const u = variables["u"]?.data.data as Float64Array;
      return createHash("sha256")
        .update(new Uint8Array(u.buffer, u.byteOffset, u.byteLength))
        .digest("hex");
    };
    expect(await solution(killed)).toBe(await solution(alone));
  });

  test("trains an ensemble, each member with a checkpoint, and goes on with it", async () => {
    const directory = temporary();
    const args = ["pinn", "heat", "--json", "--seed", "3", "--set", "ensemble.count=2", ...small];
    const { stdout } = await sech(args, directory);
    const report = JSON.parse(stdout) as Report & { readonly seed: number; readonly ensemble: Member[] };
    interface Member {
      readonly seed: number;
      readonly heldOut: number;
      readonly relativeL2: number;
      readonly iterations: number;
    }
    expect(report.ensemble.map(({ seed }) => seed)).toEqual([3, 4]);
    const best = report.ensemble.reduce((a, b) => (b.heldOut < a.heldOut ? b : a));
    expect([report.seed, report.relativeL2, report.residual.heldOut]).toEqual([
      best.seed,
      best.relativeL2,
      best.heldOut,
    ]);
    const { variables } = await readNetcdf(join(directory, "output/heat.nc"));
    expect(variables["u_spread"]?.data.data.some((value) => value > 0)).toBe(true);
    const again = JSON.parse((await sech([...args, "--resume"], directory)).stdout) as typeof report;
    expect(again.ensemble).toEqual(report.ensemble);
    expect(report.files.filter((file) => file.endsWith(".checkpoint"))).toEqual(
      [3, 4].map((seed) => join("output", `heat-${seed}.checkpoint`)),
    );
  });

  test("takes rules for weights, points, windows of time and a curriculum", async () => {
    const directory = temporary();
    writeFileSync(
      join(directory, "run.yaml"),
      `problem: burgers
viscosity: 0.1
curriculum: { viscosity: [0.4, 0.2] }
model: { width: 8, depth: 1 }
points: { interior: 100 }
sampling: { points: latin-hypercube, adaptive: false }
balance: { terms: ntk, every: 20, attention: { rate: 0.02 }, causal: { tolerance: 1 } }
windows: 2
stages: [{ kind: levenberg-marquardt, steps: 20, damping: gain-ratio, scaling: identity, initialDamping: 1 }]
output: { picture: false }
`,
    );
    const run = async (...more: string[]) => {
      const { code, stdout } = await sech(["pinn", "run.yaml", "--json", ...more], directory);
      expect(code).toBe(0);
      return JSON.parse(stdout) as Report;
    };
    const whole = await run();
    expect(whole).toMatchObject({ iterations: 20, stopReason: "stages-done", ensemble: null });
    // Each of them changes the course.
    for (const set of ["windows=1", 'curriculum={"viscosity":[0.4]}']) {
      expect((await run("--set", set)).relativeL2, set).not.toBe(whole.relativeL2);
    }
  });

  test("solves an equation of one's own, finds its coefficient from measurements, and goes on from a checkpoint", async () => {
    const directory = temporary();
    // u = exp(−d t) sin x with d = 0.3, known to 0.001 at 60 points.
    const random = rng(7);
    const rows = Array.from({ length: 60 }, () => {
      const [x, t] = [Math.PI * random.uniform(), random.uniform()];
      return [x, t, Math.exp(-0.3 * t) * Math.sin(x) + 1e-3 * random.normal()].join(",");
    });
    writeFileSync(join(directory, "probes.csv"), ["x,t,u", ...rows].join("\n"));
    const equation = {
      name: "decay",
      domain: { x: [0, "pi"], t: [0, 1] },
      derivatives: ["t", "xx"],
      pde: "ut - d*uxx",
      trainable: { d: { initial: 1, min: 0 } },
      exact: "exp(-0.3*t)*sin(x)",
      conditions: {
        start: { kind: "initial", value: "sin(x)" },
        walls: { kind: "dirichlet", faces: ["x.min", "x.max"] },
        measured: { kind: "data", file: "probes.csv", sigma: 1e-3 },
      },
    };
    writeFileSync(join(directory, "decay.json"), JSON.stringify({ equation }));
    const stages = 'stages=[{"kind":"levenberg-marquardt","steps":60,"resample":0}]';
    const model = ["model.width=8", "model.depth=1", "points.interior=100", "output.picture=false"];
    const args = ["pinn", "decay.json", "--json", "--quiet", ...[...model, stages].flatMap((text) => ["--set", text])];
    const first = await sech([...args, "--set", "budget.steps=10"], directory);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = await sech([...args, "--resume"], directory);
    const report = JSON.parse(stdout) as Report & { scalars: { d: { value: number; interval: [number, number] } } };
    expect(report).toMatchObject({ problem: "decay", resumed: true, iterations: 60 });
    const { value, interval } = report.scalars.d;
    expect(Math.abs(value - 0.3)).toBeLessThan(5e-3);
    expect(interval[0]).toBeLessThan(value);
    expect(interval[1]).toBeGreaterThan(value);
    expect(interval[1] - interval[0]).toBeLessThan(5e-3);
    expect(report.relativeL2).toBeLessThan(5e-3);
    expect(report.files).toEqual(["decay.nc", "decay.checkpoint"].map((name) => join("output", name)));
  });

  test("runs the configuration of the examples", async () => {
    const directory = temporary();
    const root = fileURLToPath(new URL("../../", import.meta.url));
    const few = ["--set", "budget.steps=3", "--set", "output.picture=false", "--json", "--quiet", "--out", directory];
    const { code, stdout } = await sech(["pinn", "examples/front.yaml", ...few], root);
    expect(code).toBe(0);
    const { scalars } = JSON.parse(stdout) as { scalars: object };
    expect(Object.keys(scalars)).toEqual(["d"]);
  });

  test("solves window by window of time, with a model each", async () => {
    const directory = temporary();
    const args = ["pinn", "heat", ...small, "--json", "--quiet", "--set", "sequence=[0.4,1]"];
    const { code, stdout } = await sech(args, directory);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report & { stages: object[] };
    expect(report.iterations).toBe(480);
    expect(report.stages).toHaveLength(4);
    expect(report.relativeL2).toBeLessThan(0.05);
    expect(report.files).toEqual([join("output", "heat.nc")]);
  });

  test("draws a problem of three coordinates at the end of its time", async () => {
    const directory = temporary();
    const args = ["pinn", "klein-gordon", ...small, "--json", "--quiet", "--set", "budget.steps=2"];
    const { stdout } = await sech([...args, "--set", "output.picture=true"], directory);
    const { files } = JSON.parse(stdout) as Report;
    expect(files).toEqual(
      ["nc", "checkpoint", "loss.png", "solution.png", "error.png"].map((end) =>
        join("output", `klein-gordon${end.includes(".") ? "-" : "."}${end}`),
      ),
    );
  });

  test("Ctrl-C ends the training after its step, with files and exit code 130", async () => {
    const directory = temporary();
    const child = start(["pinn", "heat", "--budget", "60", ...endless], directory);
    child.stderr?.once("data", () => child.kill("SIGINT"));
    const { code, stdout } = await finished(child);
    expect(code).toBe(130);
    expect(stdout).toContain("aborted");
    expect(existsSync(join(directory, "output/heat.nc"))).toBe(true);
  });
});

/** The shortest equation, as text. */
const own = '{"domain":{"x":[0,1]},"derivatives":["x"],"pde":"ux - 1"}';

const ofModel = (setting: string) => ["--set", `model.${setting}`];

describe("bad input of sech pinn exits with 2, one clear line and nothing half-written", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["an unknown problem", ["pinn", "burger"], 'unknown problem, got "burger"; try one of helmholtz, burgers'],
    ["no problem", ["pinn"], "sech pinn needs a problem"],
    [
      "another problem's parameter",
      ["pinn", "burgers", "--set", "a1=2"],
      "a1: is no parameter of problem burgers; it has viscosity",
    ],
    ["an unknown key", ["pinn", "burgers", "--set", "viscocity=2"], "viscocity"],
    ["a viscosity below zero", ["pinn", "burgers", "--set", "viscosity=-1"], "viscosity must be at least 1e-4, got -1"],
    ["no points", ["pinn", "burgers", "--set", "points.interior=0"], "points.interior"],
    [
      "points of a condition that is no term",
      ["pinn", "burgers", "--set", "points.walls=5"],
      'points names a term that the loss does not have, got "walls"',
    ],
    ["an unknown model", ["pinn", "burgers", "--model", "transformer"], "model.kind"],
    [
      "a model's key for another",
      ["pinn", "burgers", "--set", "model.features=5"],
      "model.features belongs to model.kind fourier",
    ],
    [
      "a curriculum of another parameter",
      ["pinn", "burgers", "--set", 'curriculum={"speed":[1]}'],
      "curriculum.speed: is no parameter of problem burgers; it has viscosity",
    ],
    ["windows that do not ascend", ["pinn", "burgers", "--set", "windows=[0.5,0.3,1]"], "windows must ascend to 1"],
    ["an unknown rule of weights", ["pinn", "burgers", "--set", "balance.terms=magic"], "balance.terms"],
    ["an own equation without one", ["pinn", "--set", "problem=own"], "equation: is missing"],
    [
      "an equation beside a known problem",
      ["pinn", "heat", "--set", `equation=${own}`],
      "equation: belongs to problem own",
    ],
    [
      "an equation with an unknown name",
      ["pinn", "--set", `equation=${own}`, "--set", "equation.pde=ux - v"],
      "pde: unknown name v at position 6",
    ],
    [
      "data without columns of its names",
      ["pinn", "--set", `equation=${own}`, "--set", 'equation.conditions.data={"kind":"data","file":"../nothing.csv"}'],
      "cannot read ../nothing.csv",
    ],
    [
      "a sequence with windows",
      ["pinn", "heat", "--set", "sequence=2", "--set", "windows=2"],
      "sequence: cannot be used",
    ],
    [
      "a sequence without time",
      ["pinn", "helmholtz", "--set", "sequence=2"],
      "a sequence needs an initial condition in t",
    ],
    [
      "an option of another trainer of Gaussians",
      ["pinn", "burgers", "--model", "gaussians", "--set", "model.covariance=full"],
      "model.covariance belongs to model.trainer trained or original",
    ],
    [
      "half a head",
      ["pinn", "burgers", "--model", "gaussians", "--set", "model.trainer=trained", "--set", "model.head.channels=2"],
      "model.head.width",
    ],
    [
      "a placement without windows of time",
      [
        "pinn",
        "heat",
        "--model",
        "gaussians",
        ...["trainer=trained", "moves=false", "placement=grid"].flatMap(ofModel),
      ],
      "model.placement is for windows of time",
    ],
    [
      "moving Gaussians in many coordinates",
      ["pinn", "poisson-nd", "--model", "gaussians", "--set", "model.trainer=trained", "--set", "dimension=6"],
      "try model.trainer separable or auto",
    ],
    [
      "a curriculum of Gaussians that are fixed",
      ["pinn", "burgers", "--model", "gaussians", "--set", 'curriculum={"viscosity":[0.1]}'],
      "curriculum needs a model that starts from parameters",
    ],
    ["an unknown optimiser", ["pinn", "burgers", "--set", 'stages=[{"kind":"sgd","steps":5}]'], "stages.0"],
    ["a budget of nothing", ["pinn", "burgers", "--budget", "0"], "budget.seconds"],
    ["a budget in words", ["pinn", "burgers", "--budget", "long"], "budget.seconds"],
    ["a budget given twice", ["pinn", "burgers", "--budget", "1", "--budget", "2"], "--budget can be given once"],
  ];
  test.each(cases)("%s", async (_name, args, message) => {
    const directory = temporary();
    const { code, stdout, stderr } = await sech([...args, "--json"], directory);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/^sech: /);
    expect(stderr).toContain(message);
    expect(readdirSync(directory)).toEqual([]);
  });

  test("a run without a checkpoint begins anew when it is to go on, and says so", async () => {
    const args = ["pinn", "heat", ...small, "--set", "budget.steps=3", "--resume", "--json", "--quiet"];
    const { code, stdout, stderr } = await sech(args, temporary());
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ resumed: false, iterations: 3 });
    expect(stderr).toBe("heat: there was no checkpoint in output; the run began anew\n");
  });

  test("a damaged checkpoint", async () => {
    const directory = temporary();
    const args = ["pinn", "heat", ...small, "--set", "budget.steps=3"];
    await sech(args, directory);
    const path = join(directory, "output/heat.checkpoint");
    const bytes = readFileSync(path);
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] as number) ^ 1;
    writeFileSync(path, bytes);
    const { code, stderr } = await sech([...args, "--resume", "--quiet"], directory);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "sech: the checkpoint is damaged (its checksum does not match); try removing it, to start from the beginning\n",
    );
  });

  test("a checkpoint of another seed", async () => {
    const directory = temporary();
    const args = ["pinn", "heat", ...small, "--set", "budget.steps=3"];
    await sech(args, directory);
    const { code, stderr } = await sech([...args, "--resume", "--seed", "9"], directory);
    expect(code).toBe(2);
    expect(stderr).toContain("the checkpoint belongs to another training: its seed is 0");
  });
});
