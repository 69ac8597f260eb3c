import { SechError } from "../../core/index.ts";
import { generators } from "../../entropy/index.ts";

type Options = Readonly<Record<string, unknown>>;

/** A series that was made. */
export interface Generated {
  readonly series: Float64Array;
  /** Time from sample to sample. */
  readonly dt: number;
  /** What a flow should have kept, and by how much it changed, relatively; null where nothing is kept. */
  readonly conservation: { readonly quantity: generators.Conserved; readonly drift: number } | null;
}

/** A generator and the options that it takes beside length and seed. */
interface Generator {
  readonly keys: readonly string[];
  readonly make: (options: Options) => Generated;
}

const { noise, fractionalBrownian, autoregressive, logistic, tent, henon, ikeda, standardMap, sine, sines } =
  generators;
const { lorenz, rossler, doublePendulum, henonHeiles, orbit } = generators;

/** A generator that checks the values of its options itself. */
function plain<O extends object>(
  make: (options: O) => Float64Array,
  ...keys: readonly Exclude<keyof O & string, "length" | "seed">[]
): Generator {
  return { keys, make: (options) => ({ series: make(options as O), dt: 1, conservation: null }) };
}

/** A flow's series by the option `series`. */
function oneOf<O extends object>(
  make: (options: O) => generators.Flow<string>,
  name: string,
  ...keys: readonly Exclude<keyof O & string, "length" | "dt" | "rtol" | "skip">[]
): Generator {
  return {
    keys: ["series", "dt", "rtol", "skip", ...keys],
    make(options) {
      const { series, t, drift, conserved } = make(options as O);
      const wanted = String(options["series"] ?? name);
      const values = Object.hasOwn(series, wanted) ? series[wanted] : undefined;
      if (values !== undefined) {
        const conservation = conserved === null ? null : { quantity: conserved, drift: drift ?? 0 };
        return { series: values, dt: t[1] ?? 1, conservation };
      }
      throw new SechError("invalid-config", {
        what: "unknown series of the generator",
        got: wanted,
        attempt: `generator.series=${Object.keys(series).join(" or ")}`,
      });
    },
  };
}

function coloured(colour: keyof typeof generators.noiseExponents): Generator {
  return plain((options: { readonly length: number }) => noise({ ...options, colour }));
}

const known: Readonly<Record<string, Generator>> = {
  sine: plain(sine, "period", "amplitude", "phase"),
  sines: plain(sines, "tones"),
  white: coloured("white"),
  pink: coloured("pink"),
  brown: coloured("brown"),
  blue: coloured("blue"),
  violet: coloured("violet"),
  fbm: plain(fractionalBrownian, "hurst"),
  ar1: plain(autoregressive, "phi"),
  logistic: plain(logistic, "r", "x0"),
  tent: plain(tent),
  henon: plain(henon, "a", "b", "start"),
  ikeda: plain(ikeda, "u", "start"),
  "standard-map": plain(standardMap, "K", "start"),
  lorenz: oneOf(lorenz, "x", "sigma", "rho", "beta", "start"),
  rossler: oneOf(rossler, "x", "a", "b", "c", "start"),
  "double-pendulum": oneOf(doublePendulum, "x2", "rods", "masses", "gravity", "angles", "velocities"),
  "henon-heiles": oneOf(henonHeiles, "x", "start"),
  orbit: oneOf(orbit, "x", "potential", "start"),
};

/** Two tones whose periods have no common multiple. */
const twoTones = [{ period: 100 * Math.SQRT2 }, { period: 50 * Math.sqrt(3), amplitude: 0.5 }];

/** Names of the generators. */
export const generatorNames: readonly string[] = Object.keys(known);

/** The series of a generator; null where the name is none. Length 10 000, period 100 √2 where not given. */
export function generated(name: string, seed: number, options: Options): Generated | null {
  const generator = Object.hasOwn(known, name) ? known[name] : undefined;
  if (generator === undefined) return null;
  const keys = ["length", "seed", ...generator.keys];
  const unknown = Object.keys(options).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new SechError("invalid-config", {
      what: `${name} has no option`,
      got: unknown,
      attempt: keys.map((key) => `generator.${key}`).join(", "),
    });
  }
  try {
    return generator.make({ length: 10_000, seed, period: 100 * Math.SQRT2, phi: 0.5, tones: twoTones, ...options });
  } catch (error) {
    if (error instanceof SechError) throw error;
    throw new SechError("invalid-config", {
      what: `the options of ${name} must be of the right kind`,
      got: options,
      why: error instanceof Error ? error.message : String(error),
    });
  }
}
