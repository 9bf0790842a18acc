import type { LossLine, Margin, MarginRow, Sharing } from "@/entities/report/schema";
import { compare } from "@/lib/decimal";
import { formatDuration, formatMoney } from "@/lib/format";

export const VIEWS = [
  { by: "treatment", key: "tratamiento", label: "Por tratamiento", column: "Tratamiento" },
  { by: "professional", key: "profesional", label: "Por profesional", column: "Profesional" },
  { by: "visit", key: "cita", label: "Por cita", column: "Cita" },
] as const;
export type View = (typeof VIEWS)[number];

export const RULES: Record<Sharing["rule"], { label: string; hint: string }> = {
  CHAIR_TIME: {
    label: "Por tiempo de sillón",
    hint: "Cada tratamiento carga los gastos del mes según los minutos que ocupó.",
  },
  INCOME: {
    label: "Por ingresos",
    hint: "Quien más factura carga más de los gastos del mes.",
  },
  NONE: {
    label: "No repartir",
    hint: "Los gastos del mes quedan sin asignar, y el margen es antes de gastos.",
  },
};

/** What makes a row of a view, in the address: `T5`, `P9`, `D4`, `C71`. */
export const keyOf = (row: MarginRow, { by }: View) =>
  by === "treatment"
    ? `${row.kind === "PRODUCT" ? "P" : "T"}${row.reference_id}`
    : by === "professional"
      ? `D${row.doctor_id}`
      : `C${row.appointment_id}`;

export function nameOf(row: MarginRow, { by }: View) {
  if (by === "professional") return row.doctor_name ?? `Profesional ${row.doctor_id}`;
  return row.name ?? (row.kind === "PRODUCT" ? `Producto ${row.reference_id}` : `Tratamiento ${row.reference_id}`);
}

/** What is thrown away, or missing when it is counted: a line of the month, and of no treatment. */
export const LOSSES_LABEL = "Bajas de inventario";
export const LOSS_WORDS: Record<LossLine["about"], string> = {
  EXPIRED: "Vencido",
  DAMAGED: "Dañado",
  LOST: "Perdido",
  OTHER: "Otro motivo",
  COUNT: "Conteos",
  RETURN: "Devuelto",
};

/** What a cost takes from the result. */
export const negative = (value: string) =>
  Number(value) === 0 ? value : value.startsWith("-") ? value.slice(1) : `-${value}`;

/** 32.4 of 100, or null where there was no income to compare with. */
export function shareOf(margin: string, income: string) {
  return Number(income) > 0 ? (Number(margin) / Number(income)) * 100 : null;
}

/** What of the month deserves a look, in one sentence. */
export function noticed({ rows, count, unallocated, losses }: Margin, view: View) {
  // Of a page of many it is not known which loses most.
  const loses = count > rows.length ? undefined : [...rows].sort((one, other) => compare(one.margin, other.margin))[0];
  const words = [];
  if (loses && Number(loses.margin) < 0)
    words.push(`${nameOf(loses, view)} pierde ${formatMoney(loses.margin.replace("-", ""))}`);
  if (Number(unallocated.margin) !== 0) words.push(`${formatMoney(unallocated.margin)} sin asignar`);
  if (Number(losses) > 0) words.push(`${formatMoney(losses)} en bajas de inventario`);
  return words.length > 0 ? `${words.join("; ")}.` : "Todo lo del mes está asignado.";
}

/** How the row came to bear these expenses. */
export function sharedAs(rule: Sharing["rule"], minutes: string) {
  if (rule === "NONE") return "Los gastos no se reparten: elija cómo en «Cómo se reparte».";
  if (rule === "INCOME") return "Por ingresos: su parte de lo facturado en el mes.";
  return Number(minutes) > 0
    ? `Por tiempo de sillón: ${formatDuration(Math.round(Number(minutes)))} en el mes.`
    : "Por tiempo de sillón: sin minutos atendidos en el mes.";
}
