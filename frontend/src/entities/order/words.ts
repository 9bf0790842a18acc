import type { Order, OrderResult } from "./schema";

export const ORDER_KIND_LABEL = { LABORATORY: "Laboratorio", IMAGING: "Imagen" } as const;
export const ORDER_STATE: Record<
  Order["state"],
  { label: string; variant: "outline" | "warning" | "success" | "danger" }
> = {
  ORDERED: { label: "Sin resultados", variant: "outline" },
  RESULTED: { label: "Sin ver", variant: "warning" },
  SEEN: { label: "Visto", variant: "success" },
  ANNULLED: { label: "Anulada", variant: "danger" },
};
export const FLAG_LABEL = { LOW: "bajo", HIGH: "alto" } as const;

type Item = Order["items"][number];
/** «70 a 100 mg/dL» */
export function limitsOf({ unit, low, high }: Pick<Item, "unit" | "low" | "high">) {
  const said = (value: string) => String(Number(value)).replace(".", ",");
  if (!unit) return null;
  if (low && high) return `${said(low)} a ${said(high)} ${unit}`;
  return low ? `desde ${said(low)} ${unit}` : high ? `hasta ${said(high)} ${unit}` : unit;
}

/** «Glucosa en ayunas: 118,5 mg/dL» */
export function resultOf(order: Order, { position, value }: OrderResult) {
  const item = position ? order.items[position - 1] : undefined;
  const said = item?.unit && value ? `${value.replace(".", ",")} ${item.unit}` : value;
  return [item?.name, said].filter(Boolean).join(": ");
}
