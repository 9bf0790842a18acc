import {
  CATEGORIES,
  CERTAINTIES,
  CONDITION_CODES,
  CONDITIONS,
  SEVERITIES,
  VISITS,
  type Diagnosis,
  type Note,
} from "@/entities/record/schema";
import { addMonths } from "@/lib/dates";
import { day, optionalDay, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

/** The days that a report of accesses covers. */
export const accessesForm = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "Debe ser el mismo día o uno posterior." })
  .refine(({ from, to }) => addMonths(to, -12) <= from, {
    path: ["from"],
    message: "Elija un período de hasta un año.",
  });

export const entryForm = z.object({
  category: z.enum(CATEGORIES),
  description: requiredText(2000),
  severity: z.enum([...SEVERITIES, "NONE"]).transform((value) => (value === "NONE" ? null : value)),
  onset_date: optionalDay,
  reaction: z
    .string()
    .trim()
    .max(200)
    .transform((value) => value || null),
  certainty: z.enum([...CERTAINTIES, "NONE"]).transform((value) => (value === "NONE" ? null : value)),
  condition_code: z.enum([...CONDITION_CODES, "NONE"]).transform((value) => (value === "NONE" ? null : value)),
});
export type EntryInput = z.input<typeof entryForm>;
export type EntryValues = z.output<typeof entryForm>;

/** With or without the dot, as people type it. */
export const CIE10 = /^[A-Za-z][0-9]{2}(\.?[0-9A-Za-z]{1,2})?$/;

// A row that was added and left empty is nobody's mistake.
const diagnosisForm = z
  .object({
    code: z.string().trim(),
    description: z.string().trim().max(300),
    kind: z.enum(["PRESUMPTIVE", "DEFINITIVE"]),
    condition: z.enum(CONDITIONS).nullish(),
  })
  .superRefine(({ code, description }, context) => {
    if (!code && !description) return;
    if (!CIE10.test(code))
      context.addIssue({ code: "custom", path: ["code"], message: "Escriba un código como K02.1." });
    if (!description) context.addIssue({ code: "custom", path: ["description"], message: "Escriba el diagnóstico." });
  });

const longText = z.string().max(20_000);

export const noteForm = z.object({
  appointment_id: z.string().transform((value) => (value ? Number(value) : null)),
  reason: requiredText(500),
  subjective: longText,
  objective: longText,
  assessment: longText,
  plan: longText,
  visit: z.enum(["", ...VISITS]),
  diagnoses: z
    .array(diagnosisForm)
    .max(30)
    .superRefine((rows, context) => {
      rows.forEach(({ code }, index) => {
        if (code && rows.slice(0, index).some((other) => withDot(other.code) === withDot(code))) {
          context.addIssue({ code: "custom", path: [index, "code"], message: "Este diagnóstico está repetido." });
        }
      });
    }),
});

/** `k021` as the classification prints it: `K02.1`. */
export function withDot(code: string) {
  const letters = code.trim().toUpperCase().replaceAll(".", "");
  return letters.length > 3 ? `${letters.slice(0, 3)}.${letters.slice(3)}` : letters;
}

/** What the editor holds while somebody types: every field a text. */
export type NoteInput = {
  appointment_id: string;
  reason: string;
  subjective: string;
  objective: string;
  assessment: string;
  plan: string;
  visit: Visit | "";
  diagnoses: Diagnosis[];
};
type Visit = (typeof VISITS)[number];

/** What the service reads. */
export type NoteBody = {
  appointment_id: number | null;
  reason: string;
  subjective: string | null;
  objective: string | null;
  assessment: string | null;
  plan: string | null;
  visit: Visit | null;
  diagnoses: Diagnosis[];
};

export const emptyNote: NoteInput = {
  appointment_id: "",
  reason: "",
  subjective: "",
  objective: "",
  assessment: "",
  plan: "",
  visit: "",
  diagnoses: [],
};

export const toNoteInput = (note: Note): NoteInput => ({
  appointment_id: note.appointment_id ? String(note.appointment_id) : "",
  reason: note.reason,
  subjective: note.subjective ?? "",
  objective: note.objective ?? "",
  assessment: note.assessment ?? "",
  plan: note.plan ?? "",
  visit: note.visit ?? "",
  diagnoses: note.diagnoses.map((diagnosis) => ({ ...diagnosis })),
});

const isEmpty = ({ code, description }: Diagnosis) => code.trim() === "" && description.trim() === "";
const isComplete = ({ code, description }: Diagnosis) => CIE10.test(code.trim()) && description.trim() !== "";

/** The complete part of what is typed: a diagnosis still without code or description waits. */
export function toNoteBody(input: NoteInput): NoteBody {
  const text = (value: string) => value.trim() || null;
  const seen = new Set<string>();
  const diagnoses = input.diagnoses
    .filter(isComplete)
    .map(({ code, description, kind, condition }) => ({
      code: withDot(code),
      description: description.trim(),
      kind,
      condition: kind === "DEFINITIVE" ? (condition ?? null) : null,
    }))
    .filter(({ code }) => !seen.has(code) && seen.add(code));
  return {
    appointment_id: input.appointment_id ? Number(input.appointment_id) : null,
    reason: input.reason.trim(),
    subjective: text(input.subjective),
    objective: text(input.objective),
    assessment: text(input.assessment),
    plan: text(input.plan),
    // A draft kept by an older version of this page has no such member.
    visit: input.visit || null,
    diagnoses,
  };
}

/** Diagnoses that the body leaves out because they are not complete, or repeated. */
export const waitingDiagnoses = (input: NoteInput) =>
  input.diagnoses.filter((diagnosis) => !isEmpty(diagnosis)).length - toNoteBody(input).diagnoses.length;
