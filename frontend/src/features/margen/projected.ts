import type { MarginLines } from "@/entities/report/schema";
import type { Recipe } from "@/entities/treatment/schema";
import type { CsvColumn } from "@/lib/csv";
import { add, multiply, subtract } from "@/lib/decimal";
import { typedDecimal, typedMoney } from "@/lib/units";

/** One material of a treatment: what its recipe asks for the sessions done, and what left the lots. */
export type Projected = {
  product_id: number;
  name: string;
  unit: string;
  projected: string;
  used: string;
  /** Quantities, real less projected. */
  difference: string;
  projectedCost: string;
  usedCost: string;
};

export const PROJECTED_CSV: CsvColumn<Projected>[] = [
  { label: "Material", value: (row) => row.name },
  { label: "Unidad", value: (row) => row.unit },
  { label: "Proyectado", value: (row) => typedDecimal(row.projected) },
  { label: "Real", value: (row) => typedDecimal(row.used) },
  { label: "Diferencia", value: (row) => typedDecimal(row.difference) },
  { label: "Costo proyectado", value: (row) => typedMoney(row.projectedCost) },
  { label: "Costo real", value: (row) => typedMoney(row.usedCost) },
];

const PLACES = 3;

/** The recipe of today times the sessions of the month, beside the lots really used; what neither has is not there. */
export function projectedOf(recipe: Recipe, sessions: string, materials: MarginLines["materials"]): Projected[] {
  const used = new Map<number, MarginLines["materials"]>();
  for (const material of materials)
    if (material.product_id !== null)
      used.set(material.product_id, [...(used.get(material.product_id) ?? []), material]);
  const asked = new Map(recipe.items.map((item) => [item.product_id, item]));
  return [...new Set([...asked.keys(), ...used.keys()])].map((product_id) => {
    const item = asked.get(product_id);
    const lots = used.get(product_id) ?? [];
    const projected = multiply(item?.quantity ?? "0", sessions, PLACES);
    const real = add(
      lots.map(({ quantity }) => quantity ?? "0"),
      PLACES,
    );
    return {
      product_id,
      name: item?.name ?? lots[0]?.product_name ?? `Producto ${product_id}`,
      unit: item?.unit ?? lots[0]?.unit ?? "",
      projected,
      used: real,
      difference: subtract(real, projected, PLACES),
      projectedCost: multiply(item?.cost ?? "0", sessions),
      usedCost: add(lots.map(({ cost }) => cost)),
    };
  });
}
