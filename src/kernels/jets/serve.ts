import { session } from "../../core/index.ts";
import { announce, waitFor } from "../parallel-protocol.ts";
import { wasmArena } from "./arena.ts";
import { instantiateJets } from "./module.ts";
import { wasmPrimitives } from "./primitives.ts";
import { type Assignment, at, type Control, controlOf, type Greeting } from "./protocol.ts";

/** What a thread does with its messages. While it serves a program it blocks and reads none. */
export function jetServer(): (message: Greeting | Assignment) => void {
  let control: Control | null = null;
  return (message) => {
    if (message.kind === "greeting") {
      control = controlOf(message.control);
      announce(control.words, at.ready, 1);
    } else if (control !== null) {
      serve(control, message);
    }
  };
}

function serve({ words, value }: Control, { memory, module, program, plan, thread }: Assignment): void {
  const arena = wasmArena(memory);
  const own = session(program, plan, arena, wasmPrimitives(instantiateJets(memory, module), arena));
  for (let job = Atomics.load(words, at.done) + 1; ; job++) {
    waitFor(words, at.job, job);
    const command = Atomics.load(words, at.command);
    try {
      if (command !== 0) value[0] = own.run(command, thread);
    } catch {
      Atomics.store(words, at.failed, 1);
    }
    announce(words, at.done, job);
    if (command === 0) return;
  }
}
