/** Shows how far a run is. */
export interface Progress {
  update(fraction: number): void;
  stop(): void;
}

/** A bar on a terminal, plain lines at every tenth elsewhere, nothing when quiet. Always on stderr. */
export async function progress(label: string, quiet: boolean): Promise<Progress> {
  if (quiet) return { update() {}, stop() {} };
  if (!process.stderr.isTTY) return lines(label);
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage}% {eta_formatted}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1000, 0);
  return {
    update: (fraction) => bar.update(Math.floor(1000 * fraction)),
    stop: () => bar.stop(),
  };
}

function lines(label: string): Progress {
  let shown = 0;
  return {
    update(fraction) {
      const tenth = Math.floor(10 * fraction + 1e-9);
      if (tenth <= shown) return;
      shown = tenth;
      process.stderr.write(`${label} ${10 * tenth}%\n`);
    },
    stop() {},
  };
}
