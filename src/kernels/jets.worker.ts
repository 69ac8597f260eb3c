// The entry of a thread of Node that computes a share of the points: `new Worker(new URL(…/jets.worker.js))`.
import { parentPort } from "node:worker_threads";
import { jetServer } from "./jets/serve.ts";

parentPort?.on("message", jetServer());
