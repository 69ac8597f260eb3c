/** Options that every command takes. */
export interface CommonArguments {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** How a command speaks: data on stdout, everything else on stderr. */
export interface Output {
  /** One line for a person, on stdout unless JSON was asked for. */
  say(line: string): void;
  /** A note, warning or error, on stderr. */
  note(line: string): void;
  /** The one JSON document, on stdout. */
  json(document: unknown): void;
  readonly asJson: boolean;
  readonly quiet: boolean;
}

/** The output of a command with its common flags. */
export function output({ json, quiet }: CommonArguments): Output {
  return {
    asJson: json,
    quiet,
    say(line) {
      if (!json && !quiet) process.stdout.write(`${line}\n`);
    },
    note(line) {
      process.stderr.write(`${line}\n`);
    },
    json(document) {
      if (json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    },
  };
}

/** A number for a table: short, and never more digits than it deserves. */
export function digits(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "–";
  if (value === 0) return "0";
  return Math.abs(value) >= 0.01 && Math.abs(value) < 1e6
    ? String(Number(value.toPrecision(5)))
    : value.toExponential(1);
}

/** Columns aligned by spaces; the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
      )
      .join("  ")
      .trimEnd(),
  );
}
