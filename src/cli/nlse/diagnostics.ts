import { type Field, invalid, tensor } from "../../core/index.ts";
import {
  complexityBounds,
  ordinalPatterns,
  permutationEntropy,
  probabilities,
  statisticalComplexity,
} from "../../entropy/index.ts";
import {
  eigenvalueDrift,
  type FieldMeasures,
  fieldMeasures,
  type PhasePortrait,
  phasePortrait,
  type Recurrence,
  recurrence,
  type SavedFields,
  type SidebandGrowth,
  type Soliton,
  sidebandGrowth,
  solitonContent,
  type WaveSystem,
} from "../../spectral/index.ts";
import type { NlseConfig } from "./schema.ts";

/** What can be measured of a run beside its invariants; the `diagnostics` of its report. */
export interface Diagnostics {
  /** Of the field at the end. */
  readonly measures: FieldMeasures;
  readonly solitons?: {
    readonly start: readonly Soliton[];
    readonly end: readonly Soliton[];
    /** Largest change of an eigenvalue, over up to 11 saved times. */
    readonly eigenvalueDrift: number;
  };
  readonly phaseSpace?: Omit<PhasePortrait, "re" | "im">;
  readonly growth?: { readonly sidebands: readonly SidebandGrowth[]; readonly recurrence: Recurrence };
  readonly probe?: {
    readonly position: number;
    readonly length: number;
    readonly H: number;
    readonly C: number;
    readonly bounds: { readonly min: number; readonly max: number };
  };
}

/** Gathers what the diagnostics need while a run goes. */
export interface DiagnosticsCollector {
  save(t: number, psi: Field<"x">, index: number): FieldMeasures;
  /** The measurements, and series for pictures. */
  finish(end: Field<"x">): { readonly report: Diagnostics; readonly series: DiagnosticSeries };
}

/** Measurements over time, and the portrait's points. */
export interface DiagnosticSeries {
  readonly t: readonly number[];
  readonly measures: readonly FieldMeasures[];
  readonly probe: readonly number[];
  readonly portrait: PhasePortrait | null;
}

/** Most saved fields of which the eigenvalues are followed. */
const mostFollowed = 11;

/** A collector for a system, the settings of its diagnostics, and the number of saved times. */
export function diagnosticsCollector(
  system: WaveSystem,
  { q, solitons, phaseSpace, growth, probe }: NlseConfig["diagnostics"],
  snapshots: number,
): DiagnosticsCollector {
  const times: number[] = [];
  const measures: FieldMeasures[] = [];
  const followed: { t: number; psi: Field<"x"> }[] = [];
  const series: number[] = [];
  const place = probe === undefined ? 0 : nearestPoint(system, probe.position);
  const stride = growth ? 1 : Math.max(1, Math.ceil((snapshots - 1) / (mostFollowed - 1)));
  if (solitons) solitonContent(system, system.initial, { near: [] }); // refuses what has no solitons before the run
  return {
    save(t, psi, index) {
      const measured = fieldMeasures(system, psi);
      times.push(t);
      measures.push(measured);
      series.push(Math.hypot(psi.re[place] as number, psi.im[place] as number));
      if ((solitons || growth) && index % stride === 0) {
        followed.push({ t, psi: { space: "x", re: psi.re.slice(), im: psi.im.slice() } });
      }
      return measured;
    },
    finish(end) {
      const saved = savedFields(followed, system.grid.points);
      const portrait = phaseSpace ? phasePortrait(end) : null;
      const report: Diagnostics = {
        measures: fieldMeasures(system, end, { q }),
        ...(solitons ? { solitons: contentOf(system, saved, end) } : {}),
        ...(portrait === null ? {} : { phaseSpace: numbersOf(portrait) }),
        ...(growth ? { growth: { sidebands: sidebandGrowth(system, saved), recurrence: recurrence(saved) } } : {}),
        ...(probe === undefined ? {} : { probe: probeOf(system.grid.x[place] as number, series, probe) }),
      };
      return { report, series: { t: times, measures, probe: probe === undefined ? [] : series, portrait } };
    },
  };
}

function contentOf(system: WaveSystem, saved: SavedFields, end: Field<"x">): NonNullable<Diagnostics["solitons"]> {
  const start = solitonContent(system, system.initial);
  const { drift } = eigenvalueDrift(system, saved, Math.min(mostFollowed, Math.max(2, saved.t.length)));
  const near = start.map(({ eigenvalue }) => eigenvalue);
  return { start, end: solitonContent(system, end, { near }), eigenvalueDrift: Math.max(0, ...drift) };
}

function numbersOf({ re: _, im: __, ...numbers }: PhasePortrait): Omit<PhasePortrait, "re" | "im"> {
  return numbers;
}

function probeOf(
  position: number,
  series: readonly number[],
  { order, delay }: { readonly order: number; readonly delay: number },
): NonNullable<Diagnostics["probe"]> {
  const space = ordinalPatterns({ order, delay, ties: "first" });
  const pmf = probabilities(space, Float64Array.from(series));
  const H = permutationEntropy(pmf);
  const [min, max] = complexityBounds(space, H);
  return { position, length: series.length, H, C: statisticalComplexity(pmf), bounds: { min, max } };
}

function nearestPoint({ grid }: WaveSystem, position: number): number {
  const place = Math.round((position - grid.start) / grid.spacing);
  if (place >= 0 && place < grid.points) return place;
  throw invalid({
    what: `diagnostics.probe.position must be from ${grid.start} to ${grid.x.at(-1)}`,
    got: position,
    path: "diagnostics.probe.position",
  });
}

function savedFields(list: readonly { t: number; psi: Field<"x"> }[], points: number): SavedFields {
  const [re, im] = [tensor([list.length, points]), tensor([list.length, points])];
  list.forEach(({ psi }, i) => {
    re.data.set(psi.re, i * points);
    im.data.set(psi.im, i * points);
  });
  return { t: Float64Array.from(list, ({ t }) => t), psi: { re, im } };
}
