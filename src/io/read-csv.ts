import { open } from "node:fs/promises";
import { fileError, fromSystem } from "./file-error.ts";
import { pieceBytes, type SeriesSource } from "./series-source.ts";

/**
 * A column of a text file: separated by comma, semicolon, tab or spaces, with or without a line of names; lines that begin
 * with # are left out. An empty field is NaN. Text in the column is refused with its line.
 *
 * @param column A name of the first line, or an index from 0. @defaultValue the first column
 */
export async function openCsv(path: string, column: string | number = 0): Promise<SeriesSource> {
  const { first, separator } = await firstLine(path);
  const names = first.split(separator).map(unquoted);
  const headed = names.some((name) => name !== "" && !isNumber(name));
  const asked = typeof column === "string" && headed ? names.indexOf(column) : -1;
  const index = asked >= 0 ? asked : Number(column);
  if (!Number.isInteger(index) || index < 0 || index >= names.length) {
    const known = headed ? names.join(", ") : `0 to ${names.length - 1}`;
    throw fileError("read", path, `it has no column ${JSON.stringify(column)}`, `one of ${known}`);
  }
  return {
    description: headed ? (names[index] as string) : `column ${index}`,
    length: null,
    pieces: () => pieces(path, separator, index, headed),
  };
}

async function firstLine(path: string): Promise<{ readonly first: string; readonly separator: RegExp }> {
  for await (const line of lines(path)) {
    if (isComment(line.text)) continue;
    const mark = [",", ";", "\t"].find((character) => line.text.includes(character));
    const separator = mark === undefined ? /\s+/ : new RegExp(`\\s*${mark}\\s*`);
    return { first: line.text.trim(), separator };
  }
  throw fileError("read", path, "it holds no values", "a file with a column of numbers");
}

async function* pieces(path: string, separator: RegExp, column: number, headed: boolean): AsyncIterable<Float64Array> {
  const piece = new Float64Array(65536);
  let filled = 0;
  let skip = headed;
  for await (const { text, number } of lines(path)) {
    if (isComment(text)) continue;
    if (skip) {
      skip = false;
      continue;
    }
    const field = column === 0 && !/[,;\t\s"]/.test(text) ? text : unquoted(text.trim().split(separator)[column] ?? "");
    const value = field === "" ? Number.NaN : parse(field);
    if (Number.isNaN(value) && !/^(|nan)$/i.test(field)) {
      throw fileError("read", path, `line ${number} has ${JSON.stringify(field.slice(0, 40))} where a number must be`);
    }
    piece[filled++] = value;
    if (filled < piece.length) continue;
    yield piece;
    filled = 0;
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

async function* lines(path: string): AsyncIterable<{ readonly text: string; readonly number: number }> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw fromSystem("read", path, cause);
  });
  try {
    const bytes = new Uint8Array(pieceBytes);
    const decoder = new TextDecoder();
    let rest = "";
    let number = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, 0, bytes.length).catch((cause: unknown) => {
        throw fromSystem("read", path, cause);
      });
      rest += decoder.decode(bytes.subarray(0, bytesRead), { stream: bytesRead > 0 });
      const parts = rest.split("\n");
      rest = bytesRead > 0 ? (parts.pop() as string) : "";
      for (const text of parts) yield { text: text.endsWith("\r") ? text.slice(0, -1) : text, number: ++number };
      if (bytesRead === 0) return;
    }
  } finally {
    await file.close();
  }
}

function isComment(text: string): boolean {
  return text.startsWith("#") || text.trim() === "";
}

function unquoted(field: string): string {
  return field.startsWith('"') && field.endsWith('"') && field.length > 1 ? field.slice(1, -1) : field.trim();
}

function isNumber(field: string): boolean {
  return !Number.isNaN(parse(field)) || /^nan$/i.test(field);
}

function parse(field: string): number {
  if (/^[+-]?inf(inity)?$/i.test(field)) return field.startsWith("-") ? -Infinity : Infinity;
  return /^[+-]?(\d|\.\d)/.test(field) ? Number(field) : Number.NaN;
}
