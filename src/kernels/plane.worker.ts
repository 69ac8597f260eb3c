// The entry of a worker thread of Node that helps with transforms of planes: `new Worker(new URL(…/plane.worker.js))`.
import { parentPort } from "node:worker_threads";
import { helpWithPlane } from "./helper.ts";
import type { HelperTask } from "./parallel-protocol.ts";

parentPort?.once("message", (task: HelperTask) => helpWithPlane(task));
