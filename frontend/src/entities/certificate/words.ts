import { formatDate, formatDateRange } from "@/lib/format";
import type { Certificate } from "./schema";

export const REST_LABEL = { NONE: "No requiere", HOURS: "Horas", DAYS: "Días" } as const;
export const REST_KIND_LABEL = {
  ABSOLUTE: "Absoluto, en domicilio",
  RELATIVE: "Relativo, con actividad limitada",
} as const;
export const CONTINGENCY_LABEL = {
  ILLNESS: "Enfermedad general",
  ACCIDENT: "Accidente común",
  WORK_ACCIDENT: "Accidente de trabajo",
  WORK_ILLNESS: "Enfermedad profesional",
  MATERNITY: "Maternidad",
  OTHER: "Otra causa",
} as const;

/** Both ends are days of rest. */
export const daysBetween = (from: string, until: string) =>
  Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;

/** «Reposo de 2 días, 24–25 nov 2026» */
export function restOf({ rest, rest_hours, rest_from, rest_until }: Certificate) {
  if (rest === "NONE" || !rest_from) return "Sin reposo";
  if (rest === "HOURS")
    return `Reposo de ${rest_hours} ${rest_hours === 1 ? "hora" : "horas"}, ${formatDate(rest_from)}`;
  const days = daysBetween(rest_from, rest_until ?? rest_from);
  return `Reposo de ${days} ${days === 1 ? "día" : "días"}, ${days === 1 ? formatDate(rest_from) : formatDateRange(rest_from, rest_until!)}`;
}
