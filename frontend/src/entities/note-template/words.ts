import { formatDate } from "@/lib/format";
import type { FieldKind, TemplateField } from "./schema";

export const FIELD_KIND: Record<FieldKind, string> = {
  TEXT: "Texto",
  NUMBER: "Número",
  CHOICE: "Elección",
  DATE: "Fecha",
  TABLE: "Tabla",
};

/** A number as people read it; numbers are stored with a point. */
export const withComma = (value: string) => value.replace(".", ",");

/** `1,8 mL`, `24 nov 2026`. */
export function valueWords(field: TemplateField, value: string) {
  if (field.kind === "NUMBER") return [withComma(value), field.unit].filter(Boolean).join(" ");
  return field.kind === "DATE" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : value;
}

/** `entre 11 y 85`, `desde 0`; null without bounds. */
export function boundsWords({ minimum, maximum }: Pick<TemplateField, "minimum" | "maximum">) {
  if (minimum !== null && maximum !== null) return `entre ${withComma(minimum)} y ${withComma(maximum)}`;
  if (minimum !== null) return `desde ${withComma(minimum)}`;
  return maximum === null ? null : `hasta ${withComma(maximum)}`;
}
