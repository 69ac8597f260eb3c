// Complex double transforms against fft.js, numpy.fft and FFTW, on one core, in turn, in one program. Every time is that
// of one transform: the mean of a forward and an inverse one.
import FFT from "fft.js";
import { defaultKernels, type Kernels, kernelInfo } from "sech";
import { cPeer, type Peer, pythonPeer } from "./peers.ts";
import { alternate, geometricMean, machine, microseconds, pinToOneCore, table } from "./timing.ts";

const powers = [128, 256, 512, 1024, 2048, 4096, 8192, 16384];
const smooth = [
  96, 120, 144, 192, 240, 250, 360, 480, 500, 600, 720, 768, 1000, 1200, 1536, 2000, 2160, 3000, 4050, 5000, 6000,
  10000,
];

const numpyProgram = `
import sys, time, numpy
print("numpy " + numpy.__version__ + " of " + numpy.__file__, flush=True)
for line in sys.stdin:
    n = int(line)
    x = numpy.random.standard_normal(n) + 1j * numpy.random.standard_normal(n)
    fft, ifft, clock = numpy.fft.fft, numpy.fft.ifft, time.perf_counter
    calls, start = 0, clock()
    while clock() - start < 0.004:
        ifft(fft(x)); calls += 1
    start = clock()
    for _ in range(calls):
        ifft(fft(x))
    print((clock() - start) / calls / 2 * 1e6, flush=True)
`;

const fftwProgram = `
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e6 + t.tv_nsec * 1e-3; }
int main(void) {
  static fftw_plan forward[1 << 17], backward[1 << 17];
  static fftw_complex *x[1 << 17];
  int n;
  printf("%s\\n", fftw_version); fflush(stdout);
  while (scanf("%d", &n) == 1) {
    if (!x[n]) {
      x[n] = fftw_malloc(sizeof(fftw_complex) * n);
      forward[n] = fftw_plan_dft_1d(n, x[n], x[n], FFTW_FORWARD, FFTW_MEASURE);
      backward[n] = fftw_plan_dft_1d(n, x[n], x[n], FFTW_BACKWARD, FFTW_MEASURE);
    }
    /* Both are unnormalised, so a few hundred pairs would overflow: zeros, on which they are as fast. */
    for (int j = 0; j < n; j++) x[n][j][0] = x[n][j][1] = 0;
    long calls = 0;
    double start = now();
    for (; now() - start < 4000; calls++) { fftw_execute(forward[n]); fftw_execute(backward[n]); }
    start = now();
    for (long i = 0; i < calls; i++) { fftw_execute(forward[n]); fftw_execute(backward[n]); }
    printf("%.6f\\n", (now() - start) / calls / 2); fflush(stdout);
  }
  return 0;
}
`;

const core = pinToOneCore();
const numpy = await pythonPeer(numpyProgram);
const fftw = await cPeer("fftw", fftwProgram, ["-lfftw3", "-lm"]);
console.log(
  `${machine()}, core ${core}; kernels ${kernelInfo().name}; fft.js 4.0.4, ${numpy.version}, ${fftw.version}\n`,
);

await powersOfTwo(defaultKernels(), numpy, fftw);
console.log();
await smoothLengths(defaultKernels());
numpy.end();
fftw.end();

async function powersOfTwo(kernels: Kernels, numpyPeer: Peer, fftwPeer: Peer): Promise<void> {
  const cells: (string | number)[][] = [];
  const ratios: number[] = [];
  for (const n of powers) {
    const t = await alternate({
      ours: ours(kernels, n),
      library: fftJs(n),
      numpy: () => numpyPeer.ask(String(n)),
      fftw: () => fftwPeer.ask(String(n)),
    });
    ratios.push(t.library / t.ours);
    cells.push([String(n), t.ours, t.library, t.numpy, t.fftw, t.library / t.ours, t.numpy / t.ours, t.ours / t.fftw]);
  }
  table(["N", "sech µs", "fft.js µs", "numpy µs", "FFTW µs", "fft.js/sech", "numpy/sech", "sech/FFTW"], cells);
  console.log(`\nfft.js/sech, geometric mean: ${geometricMean(ratios).toFixed(2)}`);
}

/** Times of smooth lengths over the cost of a power of two, interpolated between its neighbours as N log N. */
async function smoothLengths(kernels: Kernels): Promise<void> {
  const cells: (string | number)[][] = [];
  for (const n of smooth) {
    const below = 2 ** Math.floor(Math.log2(n));
    const contestants = { ours: ours(kernels, n), below: ours(kernels, below), above: ours(kernels, 2 * below) };
    const t = await alternate(contestants, 9);
    const rate = (time: number, length: number) => time / (length * Math.log2(length));
    const share = Math.log2(n / below);
    const interpolated = rate(t.below, below) ** (1 - share) * rate(t.above, 2 * below) ** share * n * Math.log2(n);
    cells.push([String(n), t.ours, interpolated, t.ours / interpolated]);
  }
  table(["N", "sech µs", "power of two, interpolated µs", "ratio"], cells);
}

function ours(kernels: Kernels, n: number): () => number {
  const fft = kernels.fft(n);
  const [x, y] = [kernels.allocate(n), kernels.allocate(n)];
  for (const part of [x, y]) part.set(Array.from({ length: n }, () => Math.random() - 0.5));
  const pair = () => {
    fft.forward(x, y);
    fft.inverse(x, y);
  };
  return () => microseconds(pair) / 2;
}

function fftJs(n: number): () => number {
  const library = new FFT(n);
  const x = Array.from({ length: 2 * n }, () => Math.random() - 0.5);
  const v = library.createComplexArray() as number[];
  const pair = () => {
    library.transform(v, x);
    library.inverseTransform(x, v);
  };
  return () => microseconds(pair) / 2;
}
