import type { Checkpoint } from "../../io/index.ts";
import type { WaveContinuation } from "../../spectral/index.ts";

/** A continuation as texts and vectors; numbers are vectors, so that every bit is kept. */
export function toCheckpoint(continuation: WaveContinuation): Pick<Checkpoint, "texts" | "vectors"> {
  const { t, y, dt, controller, memory, stats, ffts, tail } = continuation;
  const { steps, rejected, evaluations } = stats;
  const { lastError, errorBefore } = controller;
  const names = Object.keys(memory?.numbers ?? {});
  return {
    texts: memory === undefined ? {} : { memory: JSON.stringify({ names, vectors: memory.vectors.length }) },
    vectors: {
      y,
      run: Float64Array.of(t, dt, lastError, errorBefore, Number(controller.rejected)),
      cost: Float64Array.of(steps, rejected, evaluations, ffts, tail),
      ...(memory === undefined
        ? {}
        : {
            memory: Float64Array.from(names, (name) => memory.numbers[name] as number),
            ...Object.fromEntries(memory.vectors.map((vector, i) => [`memory.${i}`, vector])),
          }),
    },
  };
}

/** The continuation that `toCheckpoint` took apart. */
export function fromCheckpoint({ texts, vectors }: Pick<Checkpoint, "texts" | "vectors">): WaveContinuation {
  const vector = (name: string) => vectors[name] as Float64Array;
  const [t, dt, lastError, errorBefore, refused] = vector("run") as unknown as Five;
  const [steps, rejected, evaluations, ffts, tail] = vector("cost") as unknown as Five;
  return {
    t,
    y: vector("y"),
    dt,
    controller: { lastError, errorBefore, rejected: refused === 1 },
    ...(texts["memory"] === undefined ? {} : { memory: memoryFrom(texts["memory"], vector) }),
    stats: { steps, rejected, evaluations },
    ffts,
    tail,
  };
}

type Five = [number, number, number, number, number];

function memoryFrom(text: string, vector: (name: string) => Float64Array): NonNullable<WaveContinuation["memory"]> {
  const { names, vectors } = JSON.parse(text) as { names: string[]; vectors: number };
  const values = vector("memory");
  return {
    numbers: Object.fromEntries(names.map((name, i) => [name, values[i] as number])),
    vectors: Array.from({ length: vectors }, (_, i) => vector(`memory.${i}`)),
  };
}
