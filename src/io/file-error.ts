import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { SechError } from "../core/index.ts";

/** What was being done to a file when it failed. */
export type FileAction = "read" | "write";

/** The error of a file that cannot be read or written: one line, with the reason and what to try. */
export function fileError(action: FileAction, path: string, why: string, attempt?: string, cause?: unknown): SechError {
  const what = `cannot ${action} ${path}`;
  const details = { what, why, path, ...(attempt === undefined ? {} : { attempt }) };
  return new SechError("file", details, cause === undefined ? {} : { cause });
}

/** The same for an error of the operating system, by its code; a `SechError` is handed back as it is. */
export function fromSystem(action: FileAction, path: string, cause: unknown): SechError {
  if (cause instanceof SechError) return cause;
  const code = codeOf(cause);
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") return diskFull(path, cause);
  const [why, attempt] = explain(action, path, cause);
  return fileError(action, path, why, attempt, cause);
}

/** The error of a file for which there is no room left: no misuse, so the command line ends as for a failed run. */
export function diskFull(path: string, cause?: unknown): SechError {
  const attempt = "freeing space or another disk";
  const why = "the disk is full, or files may not become larger; what was flushed before is safe";
  return new SechError("disk-full", { what: `cannot write ${path}`, why, path, attempt }, { cause });
}

type Explanation = readonly [why: string, attempt?: string];

function explain(action: FileAction, path: string, cause: unknown): Explanation {
  const folder = dirname(path);
  switch (codeOf(cause)) {
    case "ENOENT":
      if (action === "read") return ["there is no such file", "another path"];
      if (existsSync(folder)) return [`the folder ${folder} accepts no new files`, "another folder"];
      return [`the folder ${folder} does not exist`, "making it first"];
    case "ENOTDIR":
      return [`${folder} is not a folder`, "another folder"];
    case "EISDIR":
      return ["it is a folder", "the name of a file in it"];
    case "EACCES":
    case "EPERM":
      return ["permission denied", action === "read" ? "changing its permissions" : "another folder"];
    case "EROFS":
      return ["the file system is read-only", "another folder"];
    default:
      return [cause instanceof Error ? cause.message : String(cause)];
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}
