import type { HelperThread } from "../../core/index.ts";
import { announce } from "../parallel-protocol.ts";
import { at, awaitDone, type Control, controlBytes, controlOf, type Greeting } from "./protocol.ts";

/** A thread that waits for work. */
export interface PoolThread {
  readonly control: Control;
  post(message: object): void;
  /** Begins a job; `command` 0 leaves the program. */
  begin(command: number): void;
  /** Waits for its end; gives its number. */
  end(): number;
}

/** Threads that are lent to programs and come back. */
export interface ThreadPool {
  /** So many threads, or as many as can be had. */
  borrow(count: number): PoolThread[];
  giveBack(threads: readonly PoolThread[]): void;
}

/** How long a new thread may take to answer. */
const startMilliseconds = 10_000;

/**
 * A pool that starts threads when they are first wanted and keeps them. Their caller blocks while they work.
 *
 * @param patience How many milliseconds a new thread may take to answer; one that does not is gone without.
 */
export function threadPool(createThread: () => HelperThread, patience = startMilliseconds): ThreadPool {
  const idle: PoolThread[] = [];
  return {
    borrow(count) {
      const lent = idle.splice(0, count);
      const fresh = Array.from({ length: count - lent.length }, () => startThread(createThread));
      return [...lent, ...fresh.filter((thread) => answers(thread, patience))];
    },
    giveBack(threads) {
      idle.push(...threads);
    },
  };
}

function startThread(createThread: () => HelperThread): PoolThread {
  const buffer = new SharedArrayBuffer(controlBytes);
  const control = controlOf(buffer);
  const thread = createThread();
  const greeting: Greeting = { kind: "greeting", control: buffer };
  thread.postMessage(greeting);
  let job = 0;
  return {
    control,
    post: (message) => thread.postMessage(message),
    begin(command) {
      job += 1;
      Atomics.store(control.words, at.command, command);
      announce(control.words, at.job, job);
    },
    end() {
      awaitDone(control, job);
      return control.value[0] as number;
    },
  };
}

function answers({ control }: PoolThread, patience: number): boolean {
  const deadline = performance.now() + patience;
  while (Atomics.load(control.words, at.ready) === 0) {
    if (performance.now() > deadline) return false;
    Atomics.wait(control.words, at.ready, 0, 50);
  }
  return true;
}
