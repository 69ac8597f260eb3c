// The entry of a worker thread that helps with many series.
import { parentPort } from "node:worker_threads";
import { entropy } from "../../index.ts"; // registers the WASM kernels too

parentPort?.once("message", (task: entropy.RowsTask) => entropy.helpWithRows(task));
