import { writeFile } from "node:fs/promises";
import { fromSystem } from "./file-error.ts";
import { beginReplacement } from "./replacement.ts";

/**
 * Writes a whole file, or nothing: a reader sees the old content or the new one, and a failure leaves the old one.
 *
 * @param data Bytes, or text that is written as UTF-8.
 * @throws SechError with code `"file"`.
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  const replacement = await beginReplacement(path);
  try {
    await writeFile(replacement.temporary, data);
  } catch (cause) {
    await replacement.abandon();
    throw fromSystem("write", replacement.path, cause);
  }
  await replacement.commit();
}
