import { expect, test } from "vitest";
import { lines, type Picture } from "../../src/plot/index.ts";

function textsOf({ svg }: Picture): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
}

/** The vertical places of each line's points, lines in order. */
function heightsOf({ svg }: Picture): readonly (readonly number[])[] {
  const paths = [...svg.matchAll(/aria-label="line"><path d="([^"]*)"/g)];
  return paths.map(([, path]) => [...path!.matchAll(/[ML][^,]+,([-\d.e]+)/g)].map((point) => Number(point[1])));
}

const t = [0, 1, 2, 3];

test("lines have a legend, names of axes and a PNG of twice the size", async () => {
  const series = ["mass", "momentum"].map((label, i) => ({ label, x: t, y: t.map((v) => v * (i - 0.5)) }));
  const plot = await lines({ title: "Drift", series, xLabel: "time t", yLabel: "|ΔM| / M₀" });
  expect(textsOf(plot)).toEqual(
    expect.arrayContaining(["Drift", "mass", "momentum", "time t", "|ΔM| / M₀", "−1.5", "0"]),
  );
  expect(Buffer.from(plot.png).readUInt32BE(16)).toBe(1440);
  expect(Buffer.from(plot.png).readUInt32BE(20)).toBe(880);
  expect(heightsOf(plot)).toHaveLength(2);
});

test("a logarithmic axis has decades, and draws zeros at a floor that it states", async () => {
  const y = [0, 1e-15, 3e-12, -1];
  const plot = await lines({ title: "", series: [{ label: "e", x: t, y }], yScale: "log" });
  expect(textsOf(plot)).toEqual(expect.arrayContaining(["10⁻¹⁵", "10⁻¹¹", "values under 10⁻¹⁵ are drawn at 10⁻¹⁵"]));
  const [[zero, floor, above, negative]] = heightsOf(plot) as unknown as [[number, number, number, number]];
  expect([zero, negative]).toEqual([floor, floor]);
  expect(above).toBeLessThan(floor);
});

test("a given floor holds, and a floor that clips nothing is not mentioned", async () => {
  const series = [{ label: "e", x: t, y: [1e-3, 1e-9, 1e-5, 1] }];
  const clipped = textsOf(await lines({ title: "", series, yScale: "log", floor: 1e-6 }));
  expect(clipped).toEqual(expect.arrayContaining(["10⁻⁶", "10⁰", "values under 10⁻⁶ are drawn at 10⁻⁶"]));
  const whole = textsOf(await lines({ title: "", series, yScale: "log" }));
  expect(whole.filter((text) => text.startsWith("values"))).toEqual([]);
  await expect(lines({ title: "", series, yScale: "log", floor: 0 })).rejects.toThrow("floor must be positive, got 0");
});

test("lines of zeros, of one point, of nothing finite and with gaps are drawn", async () => {
  const draw = (y: readonly number[], yScale: "linear" | "log") =>
    lines({ title: "", series: [{ label: "", x: t.slice(0, y.length), y }], yScale });
  for (const yScale of ["linear", "log"] as const) {
    for (const y of [
      [0, 0, 0, 0],
      [5],
      [],
      [Number.NaN, Number.NaN],
      [1, Number.NaN, Number.POSITIVE_INFINITY, 2],
      [1e-320, 1e300],
    ]) {
      expect((await draw(y, yScale)).svg).not.toMatch(/NaN|Infinity/);
    }
  }
});

test("many points are thinned to what can be seen, and the extremes stay", async () => {
  const x = Float64Array.from({ length: 200_000 }, (_, i) => i);
  const y = x.map((i) => (i === 77_777 ? 5 : Math.sin(i)));
  const plot = await lines({ title: "", series: [{ label: "", x, y }] });
  expect(plot.svg.length).toBeLessThan(200_000);
  const heights = heightsOf(plot)[0]!;
  expect(Math.min(...heights)).toBeLessThan(Math.max(...heights) - 300);
});

test("panels share the horizontal axis, under the last of them", async () => {
  const panel = (yLabel: string, yScale: "linear" | "log") => ({
    yLabel,
    yScale,
    series: [{ label: "", x: t, y: [1, 2, 3, 4] }],
  });
  const plot = await lines({ title: "Two", xLabel: "t", panels: [panel("a", "linear"), panel("b", "log")] });
  const texts = textsOf(plot);
  expect(texts.filter((text) => text === "t")).toHaveLength(1);
  expect(texts).toEqual(expect.arrayContaining(["a", "b", "10⁰", "0.5"]));
  expect(heightsOf(plot)).toHaveLength(2);
});

test("lines of unequal arrays and plots of none are refused", async () => {
  const series = [{ label: "u", x: [0, 1], y: [0] }];
  await expect(lines({ title: "", series })).rejects.toThrow('x and y of the line "u" must have one length, got [2,1]');
  await expect(lines({ title: "", series: [] })).rejects.toThrow("series must not be empty");
});
