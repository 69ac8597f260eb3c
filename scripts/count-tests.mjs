// `node scripts/count-tests.mjs REPORT STATUS OTHER`: the closing line of .ci/run, from the JSON report of the tests,
// their exit status, and how many other things failed. Exits 1 where anything failed or no test ran.
import { existsSync, readFileSync } from "node:fs";

const [report = "", status = "1", other = "0"] = process.argv.slice(2);
const { numPassedTests, numFailedTests } = existsSync(report)
  ? JSON.parse(readFileSync(report, "utf8"))
  : { numPassedTests: 0, numFailedTests: 0 };

// A file that cannot be loaded fails without a failed test, and so does a run without any.
const unaccounted = (status !== "0" || numPassedTests === 0) && numFailedTests === 0 ? 1 : 0;
const failed = numFailedTests + unaccounted + Number(other);
console.log(`${numPassedTests} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
