import { SechError } from "./errors.ts";

/** What a checkpoint can hold: plain data, with numbers and arrays of them kept to the bit. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | Float64Array
  | readonly Plain[]
  | { readonly [key: string]: Plain | undefined };

const magic = "sech checkpoint 1\n";

/**
 * The bytes of a checkpoint: a line with the format's version, a line with the CRC-32 of the rest, a line of JSON, and the
 * arrays as little-endian float64 where the JSON says `{"$array": [start, length]}`. An array that stands in several places is
 * written once.
 */
export function encodeCheckpoint(state: Plain): Uint8Array {
  const starts = new Map<Float64Array, number>();
  let length = 0;
  const header = JSON.stringify(state, (_key, value: unknown) => {
    if (value instanceof Float64Array) {
      const start = starts.get(value) ?? length;
      if (start === length) length += value.length;
      starts.set(value, start);
      return { $array: [start, value.length] };
    }
    return typeof value === "number" && !survives(value)
      ? { $number: Object.is(value, -0) ? "-0" : String(value) }
      : value;
  });
  const json = new TextEncoder().encode(`${header}\n`);
  const body = new Uint8Array(json.length + 8 * length);
  body.set(json);
  const view = new DataView(body.buffer, json.length);
  let at = 0;
  for (const array of starts.keys()) for (const value of array) view.setFloat64(8 * at++, value, true);
  const head = new TextEncoder().encode(`${magic}${crc32(body).toString(16).padStart(8, "0")}\n`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** Whether JSON keeps a number: it has no infinities, no NaN, and drops the sign of zero. */
const survives = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0);

/** Reads a checkpoint. @throws SechError where the bytes are of another format, cut off or altered. */
export function decodeCheckpoint(bytes: Uint8Array): Plain {
  const text = new TextDecoder();
  const head = text.decode(bytes.subarray(0, magic.length));
  if (head !== magic) {
    const version = head.startsWith("sech checkpoint");
    throw refusal(
      "is of another kind",
      version ? "its format has another version" : "its first line is not that of one",
    );
  }
  const body = bytes.subarray(magic.length + 9);
  if (Number.parseInt(text.decode(bytes.subarray(magic.length, magic.length + 8)), 16) !== crc32(body)) {
    throw refusal("is damaged", "its checksum does not match");
  }
  const end = body.indexOf(10);
  const view = new DataView(body.buffer, body.byteOffset + end + 1);
  const arrays = new Map<string, Float64Array>();
  return JSON.parse(text.decode(body.subarray(0, end)), (_key, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    if ("$number" in value) return Number(value.$number);
    if (!("$array" in value)) return value;
    const [start, length] = value.$array as [number, number];
    const key = `${start} ${length}`;
    const array = arrays.get(key) ?? Float64Array.from({ length }, (_, i) => view.getFloat64(8 * (start + i), true));
    arrays.set(key, array);
    return array;
  }) as Plain;
}

function refusal(what: string, why: string): SechError {
  return new SechError("invalid-data", {
    what: `the checkpoint ${what}`,
    why,
    attempt: "removing it, to start from the beginning",
  });
}

/** The checksum of ISO 3309, polynomial 0xEDB88320. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number);
  return ~crc >>> 0;
}

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
