// The entry of a worker thread that helps with many series. It imports little, so that it starts quickly.
import { parentPort } from "node:worker_threads";
import { registerPatternCounter } from "../../core/index.ts";
import { helpWithRows, plainCounter, type RowsTask } from "../../entropy/index.ts";
import { wasmPatternCounter } from "../../kernels/index.ts";

registerPatternCounter(() => wasmPatternCounter(plainCounter.count));
parentPort?.once("message", (task: RowsTask) => helpWithRows(task));
