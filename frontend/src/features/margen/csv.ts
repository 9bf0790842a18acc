import type { Margin, MarginRow } from "@/entities/report/schema";
import type { CsvColumn } from "@/lib/csv";
import { formatDate } from "@/lib/format";
import { typedMoney } from "@/lib/units";
import { LOSSES_LABEL, nameOf, negative, type View } from "./words";

type Line = Margin["total"] & { label: string; row: MarginRow | null };

const NOTHING = { income: "", materials: "", commission: "", expenses: "", minutes: "", sessions: "" };

/** The table as it is on screen, to its last line: what is not allocated, and the result. */
export function marginCsv(margin: Margin, view: View): { columns: CsvColumn<Line>[]; rows: Line[] } {
  const visit: CsvColumn<Line>[] = [
    { label: "Día", value: ({ row }) => row?.day && formatDate(row.day) },
    { label: "Cita", value: ({ row }) => row?.appointment_id },
    { label: "Factura", value: ({ row }) => row?.number },
    { label: "Profesional", value: ({ row }) => row?.doctor_name },
  ];
  return {
    columns: [
      { label: view.column, value: ({ label }) => label },
      ...(view.by === "visit" ? visit : []),
      { label: "Sesiones", value: ({ sessions }) => typedMoney(sessions) },
      { label: "Minutos", value: ({ minutes }) => typedMoney(minutes) },
      { label: "Ingresos", value: ({ income }) => typedMoney(income) },
      { label: "Materiales", value: ({ materials }) => typedMoney(materials) },
      { label: "Comisión", value: ({ commission }) => typedMoney(commission) },
      { label: "Gastos", value: ({ expenses }) => typedMoney(expenses) },
      { label: "Margen", value: ({ margin: left }) => typedMoney(left) },
    ],
    rows: [
      ...margin.rows.map((row) => ({ ...row, label: nameOf(row, view), row })),
      { ...margin.unallocated, label: "Sin asignar", row: null },
      { ...NOTHING, margin: negative(margin.losses), label: LOSSES_LABEL, row: null },
      { ...margin.total, label: "Resultado del mes", row: null },
    ],
  };
}
