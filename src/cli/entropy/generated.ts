import { SechError } from "../../core/index.ts";
import { generators } from "../../entropy/index.ts";

type Options = Readonly<Record<string, unknown>>;
type Make = (options: Options) => Float64Array;

const { noise, fractionalBrownian, autoregressive, logistic, tent, henon, ikeda, standardMap, sine, sines } =
  generators;
const { lorenz, rossler, doublePendulum, henonHeiles, orbit } = generators;

/** A generator that checks its options itself, for options of any kind. */
function plain<O extends object>(make: (options: O) => Float64Array): Make {
  return (options) => make(options as O);
}

/** A flow's series by the option `series`. */
function oneOf<O extends object>(make: (options: O) => generators.Flow<string>, name: string): Make {
  return (options) => {
    const { series } = make(options as O);
    const wanted = String(options["series"] ?? name);
    const values = series[wanted];
    if (values !== undefined) return values;
    throw new SechError("invalid-config", {
      what: "unknown series of the generator",
      got: wanted,
      attempt: `generator.series=${Object.keys(series).join(" or ")}`,
    });
  };
}

function coloured(colour: keyof typeof generators.noiseExponents): Make {
  return plain((options: { readonly length: number }) => noise({ ...options, colour }));
}

const known: Readonly<Record<string, Make>> = {
  sine: plain(sine),
  sines: plain(sines),
  white: coloured("white"),
  pink: coloured("pink"),
  brown: coloured("brown"),
  blue: coloured("blue"),
  violet: coloured("violet"),
  fbm: plain(fractionalBrownian),
  ar1: plain(autoregressive),
  logistic: plain(logistic),
  tent: plain(tent),
  henon: plain(henon),
  ikeda: plain(ikeda),
  "standard-map": plain(standardMap),
  lorenz: oneOf(lorenz, "x"),
  rossler: oneOf(rossler, "x"),
  "double-pendulum": oneOf(doublePendulum, "x2"),
  "henon-heiles": oneOf(henonHeiles, "x"),
  orbit: oneOf(orbit, "x"),
};

/** Names of the generators. */
export const generatorNames: readonly string[] = Object.keys(known);

/** The series of a generator; null where the name is none. Length 10 000, period 100 √2 where not given. */
export function generated(name: string, seed: number, options: Options): Float64Array | null {
  const make = known[name];
  if (make === undefined) return null;
  const defaults = { length: 10_000, seed, period: 100 * Math.SQRT2, phi: 0.5 };
  return make({ ...defaults, ...options });
}
