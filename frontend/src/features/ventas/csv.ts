import type { Sales } from "@/entities/report/schema";
import type { CsvColumn } from "@/lib/csv";
import { typedMoney } from "@/lib/units";
import { nameOf, type View } from "./words";

type Line = Sales["total"] & { label: string; category: string | null };

/** The table as it is on screen, to its total. */
export function salesCsv(sales: Sales, view: View): { columns: CsvColumn<Line>[]; rows: Line[] } {
  const sold: CsvColumn<Line>[] = [
    { label: "Cantidad", value: ({ quantity }) => typedMoney(quantity) },
    { label: "Vendido sin IVA", value: ({ income }) => typedMoney(income) },
  ];
  const columns: Record<View["by"], CsvColumn<Line>[]> = {
    day: timed(),
    month: timed(),
    treatment: [{ label: "Categoría", value: ({ category }) => category }, ...sold],
    professional: sold,
    category: sold,
    method: [
      { label: "Movimientos", value: ({ count }) => count },
      { label: "Cobrado", value: ({ collected }) => typedMoney(collected) },
    ],
  };
  return {
    columns: [{ label: view.column, value: ({ label }) => label }, ...columns[view.by]],
    rows: [
      ...sales.rows.map((row) => ({ ...row, label: nameOf(row, view) })),
      { ...sales.total, label: "Total", category: null },
    ],
  };
}

const timed = (): CsvColumn<Line>[] => [
  { label: "Facturas", value: ({ count }) => count },
  { label: "Vendido sin IVA", value: ({ income }) => typedMoney(income) },
  { label: "Facturado con IVA", value: ({ charged }) => typedMoney(charged) },
  { label: "Cobrado", value: ({ collected }) => typedMoney(collected) },
];
