import { type PdeEntry, pdeProblems } from "../../problems/index.ts";
import { inverseProblems } from "../../reference/index.ts";

/** The problems that the pinn command knows by name. */
export const namedProblems: Readonly<Record<string, PdeEntry>> = { ...pdeProblems, ...inverseProblems };
