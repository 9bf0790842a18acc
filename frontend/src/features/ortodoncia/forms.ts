import {
  ALLOYS,
  ELASTICS,
  PHASES,
  SIDES,
  WIRE_ACTS,
  WORKS,
  type Control,
  type Wire,
} from "@/entities/orthodontics/schema";
import { addDays } from "@/lib/dates";
import { integer, optionalDay, optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

/** A select has no empty choice: this one says that there is none. */
export const NONE = "-";
const CONTROL_EVERY_DAYS = 28;
/** The wires that most clinics keep, in inches. */
export const WIRE_SIZES = [
  "0.012",
  "0.014",
  "0.016",
  "0.018",
  "0.020",
  "0.016x0.016",
  "0.016x0.022",
  "0.017x0.025",
  "0.018x0.025",
  "0.019x0.025",
  "0.021x0.025",
] as const;

const optional = <T extends readonly [string, ...string[]]>(values: T) => z.enum([NONE, ...values]);
const wire = z.object({ act: optional(WIRE_ACTS), alloy: optional(ALLOYS), size: z.string() });
const TEETH = /^\s*(\d{2}(\s*[,;\s]\s*\d{2})*)?\s*$/;

export const controlForm = z.object({
  note_id: z.string(),
  phase: optional(PHASES),
  upper: wire,
  lower: wire,
  elastics: z.object({
    kind: optional(ELASTICS),
    side: z.enum(SIDES),
    size: optionalText(40),
    hours: z.union([z.literal(""), integer({ min: 1, max: 24 })]),
  }),
  works: z.array(z.enum(WORKS)),
  rebonded: z.string().regex(TEETH, "Escriba las piezas separadas por comas: 15, 24."),
  next_on: optionalDay,
  remark: optionalText(500),
});
export type ControlValues = z.input<typeof controlForm>;

const EMPTY_WIRE = { act: NONE, alloy: NONE, size: NONE } as const;

/** A control goes on from the last one: the wires that are in the mouth stay, and so do the elastics. */
export function startOf(last: Control | undefined, noteId: number | null, day: string): ControlValues {
  const worn = last?.elastics;
  return {
    note_id: noteId ? String(noteId) : NONE,
    phase: last?.phase ?? NONE,
    upper: stays(last?.upper),
    lower: stays(last?.lower),
    elastics: {
      kind: worn?.kind ?? NONE,
      side: worn?.side ?? "BOTH",
      size: worn?.size ?? "",
      hours: worn?.hours ? String(worn.hours) : "",
    },
    works: [],
    rebonded: "",
    next_on: addDays(day, CONTROL_EVERY_DAYS),
    remark: "",
  };
}

const stays = (before: Wire | null | undefined): ControlValues["upper"] =>
  before?.alloy && before.size ? { act: "KEPT", alloy: before.alloy, size: before.size } : { ...EMPTY_WIRE };

const said = (value: string) => (value === NONE ? null : value);

function wireOf({ act, alloy, size }: z.output<typeof wire>) {
  if (act === NONE) return null;
  return act === "REMOVED" ? { act } : { act, alloy: said(alloy), size: said(size) };
}

/** What the form says, as the service reads it. */
export function bodyOf({ note_id, phase, upper, lower, elastics, rebonded, ...rest }: z.output<typeof controlForm>) {
  const { kind, hours, ...worn } = elastics;
  return {
    ...rest,
    note_id: note_id === NONE ? null : Number(note_id),
    phase: said(phase),
    upper: wireOf(upper),
    lower: wireOf(lower),
    elastics: kind === NONE ? null : { kind, ...worn, hours: hours === "" ? null : hours },
    rebonded: (rebonded.match(/\d{2}/g) ?? []).map(Number),
  };
}
