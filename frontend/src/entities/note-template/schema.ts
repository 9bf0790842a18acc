import { z } from "@/lib/zod-es";

export const FIELD_KINDS = ["TEXT", "NUMBER", "CHOICE", "DATE", "TABLE"] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const fieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(FIELD_KINDS),
  required: z.boolean(),
  unit: z.string().nullable(),
  minimum: z.string().nullable(),
  maximum: z.string().nullable(),
  options: z.array(z.string()),
  columns: z.array(z.string()),
});
export type TemplateField = z.infer<typeof fieldSchema>;

export const noteTemplateSchema = z.object({
  id: z.number(),
  name: z.string(),
  specialty: z.string().nullable(),
  edition: z.number(),
  fields: z.array(fieldSchema),
  active: z.boolean(),
  version: z.number(),
  updated_at: z.string(),
});
export type NoteTemplate = z.infer<typeof noteTemplateSchema>;

export const phraseSchema = z.object({
  id: z.number(),
  shortcut: z.string(),
  body: z.string(),
  active: z.boolean(),
  version: z.number(),
  updated_at: z.string(),
});
export type Phrase = z.infer<typeof phraseSchema>;

/** A line of a table, or the text of any other field. */
export type FieldValue = string | string[][];
export type FieldValues = Record<string, FieldValue>;
