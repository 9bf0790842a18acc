import type { Margin, MarginRow } from "@/entities/report/schema";
import type { CsvColumn } from "@/lib/csv";
import { formatDate } from "@/lib/format";
import { nameOf, type View } from "./words";

type Line = Margin["total"] & { label: string; row: MarginRow | null };

const number = (value: string) => value.replace(".", ",");

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
      { label: "Sesiones", value: ({ sessions }) => number(sessions) },
      { label: "Minutos", value: ({ minutes }) => number(minutes) },
      { label: "Ingresos", value: ({ income }) => number(income) },
      { label: "Materiales", value: ({ materials }) => number(materials) },
      { label: "Comisión", value: ({ commission }) => number(commission) },
      { label: "Gastos", value: ({ expenses }) => number(expenses) },
      { label: "Margen", value: ({ margin: left }) => number(left) },
    ],
    rows: [
      ...margin.rows.map((row) => ({ ...row, label: nameOf(row, view), row })),
      { ...margin.unallocated, label: "Sin asignar", row: null },
      { ...margin.total, label: "Resultado del mes", row: null },
    ],
  };
}
