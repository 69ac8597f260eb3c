import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/**
 * Runs a program to its end and gives what it wrote to stdout; where it fails, throws all that it wrote.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string }} options
 * @returns {Promise<string>}
 */
export async function run(program, args, options = {}) {
  try {
    const { stdout } = await execute(program, args, {
      ...options,
      env: { ...process.env, NO_COLOR: "1" },
      maxBuffer: 2 ** 26,
    });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "", message } = /** @type {any} */ (error);
    const output = `${stdout}\n${stderr}`.trim();
    throw new Error(`${program} ${args.join(" ")} failed\n${output || message}`);
  }
}
