import { FIELD_KINDS, type TemplateField } from "@/entities/note-template/schema";
import { withComma } from "@/entities/note-template/words";
import { parseDecimal } from "@/lib/decimal";
import { oneLine, optionalText, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const bound = z
  .string()
  .trim()
  .transform((text, context) => {
    if (!text) return null;
    const value = parseDecimal(text);
    if (value === null) context.addIssue({ code: "custom", message: "Escriba un número." });
    return value;
  });

const linesOf = (text: string) => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];
const fieldForm = z
  .object({
    // Empty while it is new: the label gives it its key.
    key: z.string(),
    label: oneLine(80),
    kind: z.enum(FIELD_KINDS),
    required: z.boolean(),
    unit: optionalText(20),
    minimum: bound,
    maximum: bound,
    lines: z.string().transform(linesOf),
  })
  .superRefine(({ kind, lines, minimum, maximum }, context) => {
    const fail = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (kind === "CHOICE" && lines.length < 2) fail("lines", "Escriba al menos dos opciones, una en cada línea.");
    if (kind === "TABLE" && lines.length < 1) fail("lines", "Escriba las columnas, una en cada línea.");
    if (kind === "TABLE" && lines.length > 8) fail("lines", "Una tabla tiene hasta 8 columnas.");
    if (kind === "NUMBER" && minimum !== null && maximum !== null && Number(minimum) > Number(maximum))
      fail("maximum", "El máximo es menor que el mínimo.");
  });

export const templateForm = z.object({
  name: oneLine(80),
  specialty: optionalText(80),
  fields: z.array(fieldForm).min(1, "Agregue al menos un campo.").max(40),
});
export type TemplateValues = z.output<typeof templateForm>;

export const phraseForm = z.object({
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .transform((text) => text.replace(/^\./, ""))
    .pipe(z.string().regex(/^[a-z0-9ñ][a-z0-9ñ_-]{0,39}$/, "Una sola palabra, sin acentos: extraccion.")),
  body: requiredText(4000),
});

export const NEW_FIELD = {
  key: "",
  label: "",
  kind: "TEXT" as const,
  required: false,
  unit: "",
  minimum: "",
  maximum: "",
  lines: "",
};

export const toFieldInput = (field: TemplateField) => ({
  key: field.key,
  label: field.label,
  kind: field.kind,
  required: field.required,
  unit: field.unit ?? "",
  minimum: withComma(field.minimum ?? ""),
  maximum: withComma(field.maximum ?? ""),
  lines: (field.kind === "TABLE" ? field.columns : field.options).join("\n"),
});

/** What the service reads: a field keeps its key, and each kind has only what is its own. */
export function toFields(rows: TemplateValues["fields"]): TemplateField[] {
  const taken = new Set(rows.map(({ key }) => key).filter(Boolean));
  return rows.map(({ key, label, kind, required, unit, minimum, maximum, lines }) => ({
    key: key || newKey(label, taken),
    label,
    kind,
    required,
    unit: kind === "NUMBER" ? unit : null,
    minimum: kind === "NUMBER" ? minimum : null,
    maximum: kind === "NUMBER" ? maximum : null,
    options: kind === "CHOICE" ? lines : [],
    columns: kind === "TABLE" ? lines : [],
  }));
}

function newKey(label: string, taken: Set<string>) {
  const plain = label
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 30);
  const base = plain || "campo";
  let key = base;
  for (let number = 2; taken.has(key); number++) key = `${base}_${number}`;
  taken.add(key);
  return key;
}

/** A finding of the clinic's own: its states are those that a chart may give it. */
export const kindForm = z
  .object({
    name: oneLine(60),
    sign: oneLine(2),
    TODO: z.boolean(),
    DONE: z.boolean(),
    FACT: z.boolean(),
  })
  .refine(({ TODO, DONE, FACT }) => TODO || DONE || FACT, { path: ["FACT"], message: "Elija al menos uno." })
  .transform(({ name, sign, ...states }) => ({
    name,
    sign,
    states: (["TODO", "DONE", "FACT"] as const).filter((state) => states[state]),
  }));
