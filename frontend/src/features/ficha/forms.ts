import {
  CATEGORIES,
  CERTAINTIES,
  CONDITION_CODES,
  CONDITIONS,
  SEVERITIES,
  PARTS,
  VISITS,
  type Brought,
  type Diagnosis,
  type Note,
} from "@/entities/record/schema";
import type { FieldValue, FieldValues, TemplateField } from "@/entities/note-template/schema";
import { boundsWords } from "@/entities/note-template/words";
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

const broughtForm = z.object({
  note_id: z.number(),
  part: z.enum(PARTS),
  text: z.string(),
  reviewed: z.boolean(),
  signed_on: z.string(),
});

export const noteForm = z.object({
  appointment_id: z.string().transform((value) => (value ? Number(value) : null)),
  reason: requiredText(500),
  subjective: longText,
  objective: longText,
  assessment: longText,
  plan: longText,
  visit: z.enum(["", ...VISITS]),
  form: z
    .object({
      template_id: z.number(),
      values: z.record(z.union([z.string(), z.array(z.array(z.string()))])),
    })
    .nullish(),
  brought: z.array(broughtForm).nullish(),
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
  form?: FormInput | null;
  brought?: Brought[] | null;
  diagnoses: Diagnosis[];
};
type FormInput = { template_id: number; values: FieldValues };
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
  form: FormInput | null;
  brought: Omit<Brought, "signed_on">[];
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
  form: null,
  brought: [],
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
  form: note.form ? { template_id: note.form.template_id, values: note.form.values } : null,
  brought: note.brought ?? [],
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
  const parts = {
    subjective: text(input.subjective),
    objective: text(input.objective),
    assessment: text(input.assessment),
    plan: text(input.plan),
  };
  return {
    appointment_id: input.appointment_id ? Number(input.appointment_id) : null,
    reason: input.reason.trim(),
    ...parts,
    // A draft kept by an older version of this page has no such member.
    visit: input.visit || null,
    form: input.form ? { template_id: input.form.template_id, values: filledOf(input.form.values) } : null,
    brought: (input.brought ?? [])
      .filter(({ part, text }) => parts[part]?.includes(text))
      .map(({ note_id, part, text, reviewed }) => ({ note_id, part, text, reviewed })),
    diagnoses,
  };
}

/** What keeps a field of a template from being signed, as the service says it; null where nothing does. */
export function faultOf(field: TemplateField, value: FieldValue | undefined): string | null {
  if (!value?.length || (typeof value !== "string" && !value.some((row) => row.some(Boolean))))
    return field.required ? "Falta: la plantilla lo pide." : null;
  if (typeof value !== "string") return null;
  if (field.kind === "DATE" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return "Escriba una fecha como 24/11/2026.";
  if (field.kind === "CHOICE" && !field.options.includes(value)) return "No es una de las opciones.";
  if (field.kind !== "NUMBER") return null;
  if (!/^[+-]?\d+(\.\d+)?$/.test(value)) return "Escriba un número.";
  const { minimum, maximum } = field;
  const outside =
    (minimum !== null && Number(value) < Number(minimum)) || (maximum !== null && Number(value) > Number(maximum));
  return outside ? `Debe estar ${boundsWords(field)}.` : null;
}

/** What is filled in, in one order, without empty fields and rows: as the service keeps it. */
const filledOf = (values: FieldValues): FieldValues =>
  Object.fromEntries(
    Object.entries(values)
      .map(
        ([key, value]) => [key, typeof value === "string" ? value : value.filter((row) => row.some(Boolean))] as const,
      )
      .filter(([, value]) => value.length > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

/** Diagnoses that the body leaves out because they are not complete, or repeated. */
export const waitingDiagnoses = (input: NoteInput) =>
  input.diagnoses.filter((diagnosis) => !isEmpty(diagnosis)).length - toNoteBody(input).diagnoses.length;

export const restrictForm = z.object({ roles: z.array(z.string()).max(20) });
