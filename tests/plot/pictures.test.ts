import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { type Tensor, tensor } from "../../src/core/index.ts";
import { type HeatmapOptions, heatmap, lines, type Picture, toPng } from "../../src/plot/index.ts";

/** Width and height of a PNG file, after its signature. */
function sizeOf(png: Uint8Array): readonly [number, number] {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\u0089PNG\r\n\u001a\n");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** The texts of a document. */
function textsOf({ svg }: Picture): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
}

/** The palette indices of the first image of a document. */
function rasterOf({ svg }: Picture): { width: number; at: (x: number, y: number) => number } {
  const png = Buffer.from(/base64,([^"]+)"/.exec(svg)![1]!, "base64");
  const [width] = sizeOf(png);
  const data = png.indexOf("IDAT");
  const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
  return { width, at: (x, y) => rows[y * (width + 1) + 1 + x]! };
}

function soliton(ny: number, nx: number): HeatmapOptions {
  const z = tensor([ny, nx]);
  const x = Float64Array.from({ length: nx }, (_, j) => (50 * j) / nx - 25);
  const t = Float64Array.from({ length: ny }, (_, i) => (20 * i) / Math.max(ny - 1, 1));
  for (let i = 0; i < z.data.length; i++)
    z.data[i] = 4 / Math.cosh(2 * (x[i % nx]! + 10 - t[Math.floor(i / nx)]!)) ** 2;
  const axes = { x: { values: x, label: "position x" }, y: { values: t, label: "time t" } };
  return { title: "A < B & |ψ|²", ...axes, z, zLabel: "density |ψ|²" };
}

function constant(value: number): Tensor {
  return tensor([3, 4], new Float64Array(12).fill(value));
}

const small = { title: "", x: { values: [0, 1, 2, 3], label: "x" }, y: { values: [0, 1, 2], label: "t" }, zLabel: "z" };

test("a map is an SVG of its size and a PNG of twice that", async () => {
  const map = await heatmap(soliton(100, 512));
  expect(map.svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]* width="720" height="480"/);
  expect(sizeOf(map.png)).toEqual([1440, 960]);
  expect(sizeOf((await heatmap({ ...soliton(10, 10), width: 300, height: 240 })).png)).toEqual([600, 480]);
});

test("a map names its axes and values, with true minus signs, and escapes its title", async () => {
  const texts = textsOf(await heatmap(soliton(100, 512)));
  expect(texts).toEqual(
    expect.arrayContaining(["A &lt; B &amp; |ψ|²", "position x", "time t", "density |ψ|²", "−20", "0"]),
  );
});

test("a document needs nothing from outside and has no style that a program could miss", async () => {
  const { svg } = await heatmap(soliton(20, 20));
  expect(svg.replaceAll(/xmlns[^ >]*/g, "")).not.toMatch(/http|<style|class=|url\(|currentColor"? ?NaN/);
  expect(svg).not.toContain("NaN");
});

test("the same data give the same bytes", async () => {
  const first = await heatmap(soliton(50, 60));
  await lines({ title: "between", series: [{ label: "", x: [0, 1], y: [0, 1] }] });
  const second = await heatmap(soliton(50, 60));
  expect(second.svg).toBe(first.svg);
  expect(Buffer.compare(second.png, first.png)).toBe(0);
});

test("larger y are drawn higher, whichever way the values run", async () => {
  const z = tensor([2, 1], Float64Array.of(0, 1));
  const up = rasterOf(await heatmap({ ...small, x: { values: [0], label: "" }, y: { values: [0, 1], label: "" }, z }));
  expect([up.at(5, 5), up.at(5, 600)]).toEqual([254, 0]);
  const down = rasterOf(
    await heatmap({ ...small, x: { values: [0], label: "" }, y: { values: [1, 0], label: "" }, z }),
  );
  expect([down.at(5, 5), down.at(5, 600)]).toEqual([0, 254]);
});

test("a narrow peak is lowered by the mean and kept by the largest value", async () => {
  const n = 20_000;
  const z = tensor([1, n]);
  z.data[n / 2] = 1;
  const options = {
    ...small,
    x: { values: Array.from({ length: n }, (_, j) => j), label: "x" },
    y: { values: [0], label: "" },
    z,
  };
  const highest = async (pool: "mean" | "max") => {
    const { width, at } = rasterOf(await heatmap({ ...options, pool }));
    return Math.max(...Array.from({ length: width }, (_, j) => at(j, 9)));
  };
  expect(await highest("mean")).toBeLessThan(20);
  expect(await highest("max")).toBe(254);
});

test("missing values are grey, and constant, empty-handed and huge fields are drawn", async () => {
  const holed = constant(1);
  holed.data.set([0, Number.NaN, Number.POSITIVE_INFINITY], 8);
  const { width, at } = rasterOf(await heatmap({ ...small, z: holed }));
  expect([0.1, 0.4, 0.6, 0.9].map((part) => at(Math.floor(part * width), 9))).toEqual([0, 255, 255, 254]);
  expect(textsOf(await heatmap({ ...small, z: constant(1) }))).toEqual(
    expect.arrayContaining(["0.90", "1.00", "1.10"]),
  );
  expect(rasterOf(await heatmap({ ...small, z: constant(Number.NaN) })).at(9, 9)).toBe(255);
  expect(textsOf(await heatmap({ ...small, z: constant(-3e-200) }))).toContain("−3.0×10⁻²⁰⁰");
});

test("a map refuses shapes, places, sizes and colours that make no sense", async () => {
  const wrong = (change: Partial<HeatmapOptions>) => heatmap({ ...small, z: constant(0), ...change });
  await expect(wrong({ z: tensor([4, 3]) })).rejects.toThrow("z must have shape [3, 4], rows along y, got [4,3]");
  await expect(wrong({ x: { values: [0, 1, 1, 2], label: "" } })).rejects.toThrow(/x.values must be finite numbers/);
  await expect(wrong({ y: { values: [0, Number.NaN, 2], label: "" } })).rejects.toThrow(/y.values must be finite/);
  await expect(wrong({ width: 100 })).rejects.toThrow("width must be an integer from 240 to 8192, got 100; try 720");
  await expect(wrong({ zDomain: [1, 1] })).rejects.toThrow("zDomain must be two ascending numbers");
});

test("every character of usual labels is in the font", async () => {
  const draw = (content: string) =>
    toPng(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="5" y="30">${content}</text></svg>`);
  const [nothing, unknown] = [await draw(""), await draw("\u{e123}")];
  const characters = "aZ09|²³¹⁰⁴⁹⁻⁺ₓₜ₀₉ψφξηλνωΔΩΣ∂∇∫√∞≈≤≥±−×·½→ℏℝ‖…–—µ°éö";
  for (const character of characters) {
    const drawn = Buffer.from(await draw(character));
    expect([character, drawn.equals(nothing), drawn.equals(unknown)]).toEqual([character, false, false]);
  }
});
