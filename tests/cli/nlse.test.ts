import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readNetcdf } from "../../src/io/index.ts";
import { finished, sech, start, temporary } from "./sech.ts";

const short = ["--set", "time.end=0.5", "--set", "time.snapshots=6"];

describe("sech nlse", () => {
  test("leaves a netCDF file and three pictures, and prints one JSON document with every promised key", async () => {
    const directory = temporary();
    const { code, stdout } = await sech(["nlse", "soliton", "--json", "--out", "here", ...short], directory);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Record<string, unknown> & { files: string[] };
    expect(report).toMatchObject({ kernels: "wasm", scenario: "soliton", status: "success", method: "etd-adams" });
    for (const key of ["steps", "rejected", "ffts", "wallSeconds", "spectralTail"])
      expect(report[key]).toEqual(expect.any(Number));
    expect(report).toMatchObject({
      error: { l2: expect.any(Number), max: expect.any(Number) },
      drift: { mass: expect.any(Number), momentum: expect.any(Number), energy: expect.any(Number) },
      entropy: { shannon: expect.any(Number), renyi2: expect.any(Number), tsallis2: expect.any(Number) },
    });
    expect((report["error"] as { l2: number }).l2).toBeLessThan(1e-9);
    expect(report.files).toEqual([
      "here/soliton.nc",
      "here/soliton-density.png",
      "here/soliton-drift.png",
      "here/soliton-entropy.png",
    ]);
    for (const file of report.files) expect(existsSync(join(directory, file))).toBe(true);
    const { dimensions, attributes, variables } = await readNetcdf(join(directory, "here/soliton.nc"));
    expect(dimensions).toEqual({ t: 6, x: 512 });
    expect(attributes).toMatchObject({ status: "success", scenario: "soliton", ffts: report["ffts"] });
    expect([...(variables["t"]?.data.data ?? [])]).toEqual([0, 0.1, 0.2, expect.closeTo(0.3, 15), 0.4, 0.5]);
  });

  test("reads YAML, JSON and TOML alike", async () => {
    const directory = temporary();
    const config = {
      scenario: "bound-state",
      grid: { points: 128 },
      time: { end: 0.2, snapshots: 3 },
      output: { picture: false },
    };
    writeFileSync(join(directory, "a.json"), JSON.stringify(config));
    writeFileSync(
      join(directory, "a.yaml"),
      "scenario: bound-state\ngrid: {points: 128}\ntime: {end: 0.2, snapshots: 3}\noutput: {picture: false}\n",
    );
    writeFileSync(
      join(directory, "a.toml"),
      'scenario = "bound-state"\n[grid]\npoints = 128\n[time]\nend = 0.2\nsnapshots = 3\n[output]\npicture = false\n',
    );
    const reports = [];
    for (const file of ["a.json", "a.yaml", "a.toml"]) {
      const { code, stdout } = await sech(["nlse", file, "--json", "--quiet"], directory);
      expect(code).toBe(0);
      const { wallSeconds: _wall, ...report } = JSON.parse(stdout) as { wallSeconds: number };
      reports.push(report);
    }
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[2]).toEqual(reports[0]);
  });

  test("runs a configuration of the original unchanged, with a note for each key that it ignored", async () => {
    const directory = temporary();
    const lines = [
      "# the original's format",
      "scenario_name = Two Soliton Collision",
      "domain_length = 50.0",
      "num_points = 256",
      "t_final = 0.5",
      "n_snapshots = 4",
      "initial_condition = two_soliton",
      "A1 = 2.0",
      "A2 = 1.5",
      "x1 = -10.0",
      "x2 = 10.0",
      "v1 = 2.0",
      "v2 = -2.0",
      "method = DOP853",
      "rtol = 1.0e-8",
      "atol = 1.0e-11",
      "max_step = 0.1",
      "use_filtering = true",
      "save_animation = true",
      "output_dir = ../outputs",
    ];
    writeFileSync(join(directory, "two.txt"), lines.join("\n"));
    writeFileSync(
      join(directory, "two.yaml"),
      lines
        .slice(1)
        .map((line) => line.replace(" = ", ": "))
        .join("\n"),
    );
    const text = await sech(["nlse", "two.txt", "--json"], directory);
    const yaml = await sech(["nlse", "two.yaml", "--json"], directory);
    expect([text.code, yaml.code]).toEqual([0, 0]);
    expect(JSON.parse(text.stdout)).toMatchObject({
      scenario: "two-soliton",
      tolerance: 1e-8,
      grid: { points: 256 },
      error: null,
    });
    for (const key of ["scenario_name", "atol", "max_step", "use_filtering", "save_animation", "output_dir"]) {
      expect(text.stderr).toContain(`ignored ${key}:`);
      expect(yaml.stderr).toContain(`ignored ${key}:`);
    }
    expect(existsSync(join(directory, "../outputs"))).toBe(false);
  });

  test("compatibility mode takes the original's tolerances, filter and step limit", async () => {
    const run = async (...more: string[]) => {
      const directory = temporary();
      const set = ["compatibility=original", ...more].flatMap((text) => ["--set", text]);
      const { code, stdout } = await sech(["nlse", "single_soliton", "--json", ...set, ...short], directory);
      expect(code).toBe(0);
      const { attributes } = await readNetcdf(join(directory, "output/soliton.nc"));
      return { report: JSON.parse(stdout) as { steps: number; methodReason: string }, attributes };
    };
    const tight = await run();
    const loose = await run("tolerance.relative=1e-3", "tolerance.absolute=1e-3");
    expect(tight.report.methodReason).toContain("laboratory-frame");
    expect(tight.attributes).toMatchObject({ compatibility: "original", dealias: expect.stringContaining("^36") });
    expect(tight.report.steps).toBeGreaterThan(30);
    expect(loose.report.steps).toBeLessThan(tight.report.steps);
    expect(loose.report.steps).toBeGreaterThanOrEqual(5);
  });

  test("every key of the configuration reaches the run", async () => {
    const directory = temporary();
    const keys = [
      "dealias=2/3",
      "equation.dispersion=0.5",
      "equation.nonlinearity=2",
      "grid.length=40",
      "initial.amplitude=1",
    ];
    const more = ["tolerance.relative=1e-5", "method=dop853", "output.picture=false"];
    const set = [...keys, ...more].flatMap((text) => ["--set", text]);
    const { stdout } = await sech(["nlse", "soliton", "--json", ...set, ...short], directory);
    const { attributes } = await readNetcdf(join(directory, "output/soliton.nc"));
    expect(attributes).toMatchObject({
      dealias: "2/3",
      dispersion: 0.5,
      nonlinearity: 2,
      domain_length: 40,
      initial_amplitude: 1,
      relative_tolerance: 1e-5,
      method: "dop853",
      software: expect.stringMatching(/^sech \d/),
    });
    expect((JSON.parse(stdout) as { files: string[] }).files).toEqual(["output/soliton.nc"]);
  });

  test("a reader that goes away does not end a run", async () => {
    const directory = temporary();
    const child = start(["nlse", "soliton", "--set", "output.picture=false", ...short], directory);
    child.stderr?.destroy();
    child.stdout?.destroy();
    const { code } = await finished(child);
    expect(code).toBe(0);
    const { attributes } = await readNetcdf(join(directory, "output/soliton.nc"));
    expect(attributes["status"]).toBe("success");
  });

  test("--seed changes the noise and nothing else", async () => {
    const run = async (seed: string) => {
      const { stdout } = await sech([
        "nlse",
        "gaussian-noise",
        "--json",
        "--seed",
        seed,
        "--set",
        "output.picture=false",
        ...short,
      ]);
      return JSON.parse(stdout) as { entropy: { shannon: number } };
    };
    const [a, b, again] = [await run("1"), await run("2"), await run("1")];
    expect(a.entropy).not.toEqual(b.entropy);
    expect(again.entropy).toEqual(a.entropy);
  });

  test("prints progress as plain lines on stderr and a table on stdout without a terminal", async () => {
    const { stdout, stderr } = await sech(["nlse", "soliton", "--set", "output.picture=false", ...short]);
    expect(stderr).toMatch(/^soliton 10%\n(soliton \d+%\n)+$/);
    expect(stderr).not.toContain("\u001b");
    expect(stdout).toMatch(/^scenario +status +method/);
  });

  test("--all runs the original's four", async () => {
    const { code, stdout } = await sech([
      "nlse",
      "--all",
      "--json",
      "--quiet",
      "--set",
      "output.picture=false",
      ...short,
    ]);
    expect(code).toBe(0);
    const { runs } = JSON.parse(stdout) as { runs: { scenario: string }[] };
    expect(runs.map(({ scenario }) => scenario)).toEqual(["soliton", "two-soliton", "bound-state", "gaussian-noise"]);
  });

  test("Ctrl-C leaves a valid file and exits with 130", async () => {
    const directory = temporary();
    const child = start(
      ["nlse", "gaussian-noise", "--set", "grid.points=128", "--set", "time.end=200", "--set", "time.snapshots=1001"],
      directory,
    );
    child.stderr?.once("data", () => child.kill("SIGINT"));
    const { code } = await finished(child);
    expect(code).toBe(130);
    const { dimensions, attributes } = await readNetcdf(join(directory, "output/gaussian-noise.nc"));
    expect(attributes["status"]).toBe("aborted");
    expect(dimensions["t"]).toBeGreaterThan(1);
    expect(dimensions["t"]).toBeLessThan(1001);
  });

  test("a run that fails in its numbers exits with 1 and says why", async () => {
    const { code, stderr, stdout } = await sech([
      "nlse",
      "bound-state",
      "--json",
      "--set",
      "equation.nonlinearity=1e300",
      ...short,
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/step-underflow|non-finite/);
    expect((JSON.parse(stdout) as { status: string }).status).toMatch(/^(step-underflow|non-finite)$/);
  });
});

describe("bad input exits with 2, one clear line and nothing half-written", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    [
      "an odd number of points",
      ["nlse", "soliton", "--set", "grid.points=511"],
      "grid.points must be even and at least 4, got 511; try 512",
    ],
    [
      "too few points",
      ["nlse", "soliton", "--set", "grid.points=2"],
      "grid.points must be even and at least 4, got 2; try 4",
    ],
    ["half a point", ["nlse", "soliton", "--set", "grid.points=10.5"], "grid.points must be even"],
    [
      "a negative length",
      ["nlse", "soliton", "--set", "grid.length=-50"],
      "grid.length must be positive, got -50; try 50",
    ],
    [
      "a NaN initial state",
      ["nlse", "soliton", "--set", "initial.amplitude=NaN"],
      'initial.amplitude: must be a number, got "NaN"',
    ],
    ["an infinite initial state", ["nlse", "soliton", "--set", "initial.velocity=1e999"], "initial.velocity"],
    ["an unknown key", ["nlse", "soliton", "--set", "grid.pints=5"], "pints"],
    [
      "an unknown initial key",
      ["nlse", "soliton", "--set", "initial.speed=5"],
      "initial.speed: unknown key of scenario soliton; it has amplitude, position, velocity",
    ],
    ["a tolerance of zero", ["nlse", "soliton", "--set", "tolerance.relative=0"], "tolerance.relative"],
    ["a negative tolerance", ["nlse", "soliton", "--set", "tolerance.relative=-1"], "tolerance.relative"],
    ["an unknown scenario", ["nlse", "solitone"], 'unknown scenario, got "solitone"; try one of soliton, two-soliton'],
    ["no scenario at all", ["nlse"], "scenario"],
    ["a missing file", ["nlse", "nowhere.yaml"], "cannot read the configuration nowhere.yaml (it does not exist)"],
    ["a directory as configuration", ["nlse", "--config", "."], "cannot read the configuration . (it is a directory)"],
    [
      "a path that comes later",
      ["nlse", "soliton", "--set", "output.animation=true"],
      "output.animation is not available yet",
    ],
    ["an invariant that no method keeps", ["nlse", "soliton", "--set", "conserve=momentum"], "conserve"],
    [
      "a start where the exact solution's initial state does not belong",
      ["nlse", "soliton", "--set", "time.start=5"],
      "time.start must be 0, the time of the initial state, got 5",
    ],
    [
      "more points than fit",
      ["nlse", "soliton", "--set", "grid.points=134217728"],
      "grid.points must be at most 16777216",
    ],
    ["a run larger than the disk", ["nlse", "soliton", "--set", "time.snapshots=1000000000000"], "fewer snapshots"],
    [
      "an absolute tolerance on its own",
      ["nlse", "soliton", "--set", "tolerance.absolute=1e-9"],
      "compatibility: original only",
    ],
    [
      "a tolerance below rounding",
      ["nlse", "soliton", "--set", "tolerance.relative=1e-200"],
      "rtol must be at least 2.3e-16",
    ],
    ["an option without its value", ["nlse", "soliton", "--set"], "Not enough arguments following: set"],
    ["two configurations", ["nlse", "--config", "a", "--config", "b"], "--config can be given once"],
    ["a seed in words", ["nlse", "gaussian-noise", "--seed", "abc"], "got NaN"],
    ["a scenario beside --all", ["nlse", "soliton", "--all"], "takes no other"],
    ["an unknown option", ["nlse", "soliton", "--fast"], "Unknown argument: fast"],
    ["an unknown command", ["solve"], "Unknown argument: solve"],
    ["no command", [], "a command is needed"],
    ["a broken --set", ["nlse", "soliton", "--set", "grid.points"], "--set needs key.path=value"],
    ["a key path into the prototype", ["nlse", "soliton", "--set", "__proto__.x=1"], "a key path must be names"],
    ["a seed for a scenario without noise", ["nlse", "soliton", "--seed", "1"], "initial.seed: unknown key"],
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

  test("a truncated configuration", async () => {
    const directory = temporary();
    writeFileSync(join(directory, "cut.json"), '{"scenario": "soliton", "grid": {"points": 5');
    const { code, stderr } = await sech(["nlse", "cut.json"], directory);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sech: cut\.json is not a valid configuration \(.*\)\n$/);
    expect(readdirSync(directory)).toEqual(["cut.json"]);
  });

  test("an output directory that is a file", async () => {
    const directory = temporary();
    writeFileSync(join(directory, "taken"), "");
    const { code, stderr } = await sech(["nlse", "soliton", "--out", "taken", ...short], directory);
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot make the directory taken \(it is a file\)/);
    expect(readFileSync(join(directory, "taken"), "utf8")).toBe("");
  });

  test.skipIf(!existsSync("/proc/self"))("an output directory that cannot be written", async () => {
    const { code, stderr } = await sech(["nlse", "soliton", "--out", "/proc/self/sech", ...short]);
    expect(code).toBe(2);
    expect(stderr).toContain("cannot make the directory /proc/self/sech");
  });
});

describe("sech list and sech --help", () => {
  test("list names every scenario, its keys and the original's name", async () => {
    const { code, stdout } = await sech(["list"]);
    expect(code).toBe(0);
    for (const word of [
      "soliton",
      "two-soliton",
      "bound-state",
      "gaussian-noise",
      "akhmediev",
      "single_soliton",
      "amplitude=2",
    ]) {
      expect(stdout).toContain(word);
    }
    const { stdout: json } = await sech(["list", "--json"]);
    const { scenarios, schema } = JSON.parse(json) as { scenarios: unknown[]; schema: { properties: object } };
    expect(scenarios).toHaveLength(23);
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(["scenario", "grid", "time", "initial"]));
  });

  test("help shows only commands that work", async () => {
    const { code, stdout } = await sech(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/sech nlse/);
    expect(stdout).not.toMatch(/sech (dynamics|sweep|worker|report)/);
  });
});
