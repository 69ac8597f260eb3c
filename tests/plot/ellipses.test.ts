import { expect, test } from "vitest";
import { animatedEllipses, type Ellipse, ellipses } from "../../src/plot/index.ts";

const axes = {
  title: "Gaussians",
  x: { range: [-1, 1], label: "x" },
  y: { range: [0, 2], label: "y" },
} as const;
const round: Ellipse = { centre: [0, 1], first: [0.5, 0], second: [0, 0.5] };

/** The points that the curve of an ellipse goes through: where it begins, and the end of each arc. */
function corners(svg: string): (readonly [number, number])[] {
  const path = / d="(M[^"]*)Z" fill/.exec(svg)![1]!;
  const numbers = path.split(/[MC ]/).filter(Boolean).map(Number);
  const pairs = Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!] as const);
  return pairs.filter((_, i) => i % 3 === 0);
}

test("an ellipse lies where its centre and semi-axes say, whatever the scales of the axes", async () => {
  const { svg } = await ellipses({ ...axes, ellipses: [round] });
  const frame = /<clipPath id="frame"><rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/.exec(svg)!;
  const [left, top, width, height] = frame.slice(1).map(Number) as [number, number, number, number];
  const wanted = [
    [0.75, 0.5],
    [0.5, 0.25],
    [0.25, 0.5],
    [0.5, 0.75],
    [0.75, 0.5],
  ].map(([across, down]) => [left + across! * width, top + down! * height]);
  corners(svg).forEach(([x, y], i) => {
    expect(Math.abs(x - wanted[i]![0]!)).toBeLessThan(0.01);
    expect(Math.abs(y - wanted[i]![1]!)).toBeLessThan(0.01);
  });
});

test("points and lines lie where they are said to be, ellipses or none", async () => {
  const { svg } = await ellipses({
    ...axes,
    ellipses: [],
    points: [[0, 2]],
    segments: [{ from: [-1, 0], to: [1, 2], edge: true }],
  });
  const frame = /<clipPath id="frame"><rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/.exec(svg)!;
  const [left, top, width, height] = frame.slice(1).map(Number) as [number, number, number, number];
  const read = (pattern: RegExp) => pattern.exec(svg)!.slice(1).map(Number);
  const dot = read(/<circle cx="([^"]*)" cy="([^"]*)"/);
  const line = read(/<line x1="([^"]*)" y1="([^"]*)" x2="([^"]*)" y2="([^"]*)" stroke="#222222"/);
  [left + width / 2, top].forEach((at, i) => expect(dot[i]).toBeCloseTo(at, 1));
  [left, top + height, left + width, top].forEach((at, i) => expect(line[i]).toBeCloseTo(at, 1));
  expect(svg).not.toContain('Z" fill');
});

test("ellipses of negative weight have a colour of their own", async () => {
  const { svg } = await ellipses({ ...axes, ellipses: [round, { ...round, sign: -1 }] });
  const colours = [...svg.matchAll(/<path d="M[^"]*" fill="(#[0-9a-f]+)"/g)].map((match) => match[1]);
  expect(new Set(colours).size).toBe(2);
});

test("an animation is a GIF of its size with a picture for each frame", async () => {
  const frames = [0, 1, 2].map((step) => ({
    caption: `step ${step}`,
    ellipses: [{ ...round, centre: [step / 4, 1] as const }],
  }));
  const gif = Buffer.from(await animatedEllipses({ ...axes, frames, width: 300, height: 240 }));
  expect(gif.subarray(0, 6).toString("latin1")).toBe("GIF89a");
  expect([gif.readUInt16LE(6), gif.readUInt16LE(8)]).toEqual([300, 240]);
  // A graphic control extension stands before every image, with the delay in hundredths of a second.
  const hex = gif.toString("hex");
  const controls = hex.match(/21f904..0c00..002c/g) ?? [];
  expect(controls.length).toBe(3);
  expect(gif.at(-1)).toBe(0x3b);
});

test("frames that are missing, and axes that go down, are refused", async () => {
  await expect(animatedEllipses({ ...axes, frames: [] })).rejects.toThrow(/frames/);
  await expect(ellipses({ ...axes, x: { range: [1, -1], label: "x" }, ellipses: [] })).rejects.toThrow(/x\.range/);
});
