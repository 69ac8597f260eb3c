import { open } from "node:fs/promises";
import { fileError, fromSystem } from "./file-error.ts";
import { pieceBytes, type SeriesSource } from "./series-source.ts";

/**
 * A column of a text file: separated by comma, semicolon, tab or spaces, with or without a line of names; lines that begin
 * with # are left out. An empty field is NaN. Text in the column is refused with its line.
 *
 * @param asked A name of the first line, or an index from 0. @defaultValue the only column
 * @throws SechError where there are several columns and none was asked for, or one that is not there.
 */
export async function openCsv(path: string, asked?: string | number): Promise<SeriesSource> {
  const { first, separator } = await firstLine(path);
  const names = first.split(separator).map(unquoted);
  const headed = isHead(names);
  const known = headed ? names.join(", ") : `0 to ${names.length - 1}`;
  if (asked === undefined && names.length > 1) {
    throw fileError(
      "read",
      path,
      `it has ${names.length} columns, and none was chosen`,
      `--column with one of ${known}`,
    );
  }
  const index = indexOf(asked ?? 0, names, headed);
  if (!(index >= 0 && index < names.length)) {
    throw fileError("read", path, `it has no column ${JSON.stringify(asked)}`, `one of ${known}`);
  }
  return {
    description: headed ? (names[index] as string) : `column ${index}`,
    length: null,
    pieces: () => pieces(path, separator, index, headed),
  };
}

/** The names of the columns of a text file; none where its first line holds numbers. */
export async function csvColumns(path: string): Promise<readonly string[]> {
  const { first, separator } = await firstLine(path);
  const names = first.split(separator).map(unquoted);
  return isHead(names) ? names : [];
}

function isHead(names: readonly string[]): boolean {
  return names.some((name) => name !== "" && !isNumber(name));
}

/** The index of a column; −1 where it is none. */
function indexOf(column: string | number, names: readonly string[], headed: boolean): number {
  const named = typeof column === "string" && headed ? names.indexOf(column) : -1;
  if (named >= 0) return named;
  return Number.isInteger(Number(column)) ? Number(column) : -1;
}

async function firstLine(path: string): Promise<{ readonly first: string; readonly separator: RegExp }> {
  for await (const { texts } of lines(path)) {
    const text = texts.find((line) => !isComment(line));
    if (text === undefined) continue;
    const mark = [",", ";", "\t"].find((character) => text.includes(character));
    const separator = mark === undefined ? /\s+/ : new RegExp(`\\s*${mark}\\s*`);
    return { first: text.trim(), separator };
  }
  throw fileError("read", path, "it holds no values", "a file with a column of numbers");
}

async function* pieces(path: string, separator: RegExp, column: number, headed: boolean): AsyncIterable<Float64Array> {
  const piece = new Float64Array(65536);
  let filled = 0;
  let skip = headed;
  for await (const { texts, before } of lines(path)) {
    for (const [i, text] of texts.entries()) {
      const plain = column === 0 && plainNumber.test(text);
      if (!plain && isComment(text)) continue;
      if (skip) {
        skip = false;
        continue;
      }
      const value = plain ? Number(text) : parse(fieldOf(text, separator, column));
      if (value === null) {
        const got = fieldOf(text, separator, column).slice(0, 40);
        throw fileError("read", path, `line ${before + i + 1} has ${JSON.stringify(got)} where a number must be`);
      }
      piece[filled++] = value;
      if (filled < piece.length) continue;
      yield piece;
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

/** The lines of a file, many at a time, and how many came before them. */
async function* lines(path: string): AsyncIterable<{ readonly texts: readonly string[]; readonly before: number }> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw fromSystem("read", path, cause);
  });
  try {
    const bytes = new Uint8Array(pieceBytes);
    const decoder = new TextDecoder();
    let rest = "";
    let before = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, 0, bytes.length).catch((cause: unknown) => {
        throw fromSystem("read", path, cause);
      });
      rest += decoder.decode(bytes.subarray(0, bytesRead), { stream: bytesRead > 0 });
      const parts = rest.split("\n");
      rest = bytesRead > 0 ? (parts.pop() as string) : "";
      yield { texts: parts.map((text) => (text.endsWith("\r") ? text.slice(0, -1) : text)), before };
      before += parts.length;
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

function fieldOf(text: string, separator: RegExp, column: number): string {
  return unquoted(text.trim().split(separator)[column] ?? "");
}

function isNumber(field: string): boolean {
  return field !== "" && parse(field) !== null;
}

/** A line that holds a number and nothing else. */
const plainNumber = /^-?\d+(\.\d*)?(e[+-]?\d+)?$/i;

/** The number in a field; NaN where it is empty; null where it holds anything else. */
function parse(field: string): number | null {
  if (field === "" || /^nan$/i.test(field)) return Number.NaN;
  if (/^[+-]?inf(inity)?$/i.test(field)) return field.startsWith("-") ? -Infinity : Infinity;
  const value = /^[+-]?(\d|\.\d)/.test(field) ? Number(field) : Number.NaN;
  return Number.isNaN(value) ? null : value;
}
