import type { CommissionEntry, CommissionRule, Settlement } from "@/entities/commission/schema";
import type { CsvColumn } from "@/lib/csv";
import { today } from "@/lib/dates";
import { formatMoney, formatPercent } from "@/lib/format";
import { typedMoney } from "@/lib/units";

export const BASIS = { CHARGED: "lo facturado", COLLECTED: "lo cobrado" } as const;

/** «30 % de lo cobrado, menos materiales», or what each session is worth. */
export function earnsOf({ percent, amount, basis, net_of_materials }: CommissionRule) {
  const what = percent === null ? `${formatMoney(amount!)} por sesión, ` : `${formatPercent(percent)} de `;
  const when = percent === null ? (basis === "CHARGED" ? "al facturarla" : "al cobrarla") : BASIS[basis];
  return `${what}${when}${net_of_materials ? ", menos materiales" : ""}`;
}

export const scopeOf = ({ treatment_name, category }: CommissionRule) =>
  treatment_name ?? (category ? `Categoría ${category}` : "Todos los tratamientos");

/** Where a rule stands on its time. */
export function stateOf({ valid_from, valid_to }: CommissionRule, now = today()) {
  if (valid_to && valid_to < now) return { label: "Terminada", variant: "neutral" } as const;
  if (valid_from > now) return { label: "Por empezar", variant: "info" } as const;
  return { label: "Vigente", variant: "success" } as const;
}

export const numberOf = ({ number }: Pick<Settlement, "number">) => `LQ-${String(number).padStart(6, "0")}`;

export function settlementState({ paid, undone_at }: Settlement) {
  if (undone_at) return { label: "Deshecha", variant: "neutral" } as const;
  return paid
    ? ({ label: "Pagada", variant: "success" } as const)
    : ({ label: "Por pagar", variant: "warning" } as const);
}

export const entryColumns: CsvColumn<CommissionEntry>[] = [
  { label: "Día", value: (row) => row.day },
  { label: "Profesional", value: (row) => row.doctor_name },
  { label: "Tratamiento", value: (row) => row.treatment_name },
  { label: "Factura", value: (row) => row.number },
  { label: "Sobre", value: (row) => BASIS[row.basis] },
  { label: "Liquidada", value: (row) => (row.settlement_id === null ? "No" : "Sí") },
  { label: "Comisión", value: (row) => typedMoney(row.amount) },
];
