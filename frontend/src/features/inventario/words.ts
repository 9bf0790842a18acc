import {
  Ban,
  ClipboardCheck,
  PackagePlus,
  PackageX,
  RotateCcw,
  Stethoscope,
  Undo2,
  type LucideIcon,
} from "lucide-react";
import type { BadgeVariant } from "@/components/ui/badge";
import type { CAUSES, Kind, Lot, Product } from "@/entities/product/schema";
import { daysBetween, today } from "@/lib/dates";
import { compare, fromUnits, isZero, multiply, parseDecimal, toUnits } from "@/lib/decimal";
import { formatCount, formatQuantity } from "@/lib/format";

/** From this many days on, an expiry is worth a warning. */
export const EXPIRY_WARNING_DAYS = 60;

export const KIND_LOOK: Record<Kind, { label: string; icon: LucideIcon; variant: BadgeVariant }> = {
  PURCHASE: { label: "Compra", icon: PackagePlus, variant: "success" },
  CONSUMPTION: { label: "Consumo", icon: Stethoscope, variant: "accent" },
  ADJUSTMENT: { label: "Ajuste", icon: ClipboardCheck, variant: "info" },
  WRITE_OFF: { label: "Baja", icon: PackageX, variant: "danger" },
  RETURN: { label: "Devolución", icon: Undo2, variant: "neutral" },
  ANNULMENT: { label: "Anulación", icon: Ban, variant: "danger" },
  REVERSAL: { label: "Reapertura", icon: RotateCcw, variant: "neutral" },
};

export const CAUSE_WORDS: Record<(typeof CAUSES)[number], string> = {
  EXPIRED: "Vencido",
  DAMAGED: "Dañado o contaminado",
  LOST: "Perdido o robado",
  OTHER: "Otro motivo",
};

export type StockState = "inactive" | "none" | "unusable" | "low" | "enough";

/** By what may be used: a shelf full of expired lots is no stock. */
export function stockState({
  active,
  stock_quantity,
  usable_quantity,
  low_stock,
}: Pick<Product, "active" | "stock_quantity" | "usable_quantity" | "low_stock">): StockState {
  if (!active) return "inactive";
  if (compare(stock_quantity, 0) <= 0) return "none";
  if (compare(usable_quantity, 0) <= 0) return "unusable";
  return low_stock ? "low" : "enough";
}

/** How near an expiry is, in words: «venció hace 3 días», «vence hoy», «vence en 12 días». */
export function expiryWords(day: string, now = today()) {
  const days = daysBetween(now, day);
  if (days < 0) return days === -1 ? "venció ayer" : `venció hace ${formatCount(-days, "día", "días")}`;
  if (days === 0) return "vence hoy";
  return days === 1 ? "vence mañana" : `vence en ${formatCount(days, "día", "días")}`;
}

export function expiryTone(day: string, now = today()): "expired" | "soon" | "far" {
  const days = daysBetween(now, day);
  return days < 0 ? "expired" : days <= EXPIRY_WARNING_DAYS ? "soon" : "far";
}

export type LotState = "recalled" | "expired" | "empty" | "usable";

export function lotState({ quantity, recalled, expired }: Pick<Lot, "quantity" | "recalled" | "expired">): LotState {
  if (recalled) return "recalled";
  if (isZero(quantity)) return "empty";
  return expired ? "expired" : "usable";
}

/** What cannot be used but is still on the shelf: it waits to be written off or returned. */
export const stuckLots = (lots: readonly Lot[]) =>
  lots.filter((lot) => !isZero(lot.quantity) && (lot.expired || lot.recalled));

/** `+100`, `−3`. */
export const formatChange = (quantity: string) =>
  compare(quantity, 0) > 0 ? `+${formatQuantity(quantity)}` : formatQuantity(quantity);

/** What is missing to be above the minimum again. */
export function toMinimum({ usable_quantity, minimum_stock }: Pick<Product, "usable_quantity" | "minimum_stock">) {
  return fromUnits(toUnits(minimum_stock, 3) - toUnits(usable_quantity, 3), 3);
}

const plural = (quantity: string, word: string) => (Number(quantity) === 1 ? word : `${word}s`);

/** What is on the shelf and may not be used, in words: «10 vencidos y 2 retirados»; empty where there is none. */
export const unusableWords = ({
  expired_quantity,
  recalled_quantity,
}: Pick<Product, "expired_quantity" | "recalled_quantity">) =>
  [
    !isZero(expired_quantity) && `${formatQuantity(expired_quantity)} ${plural(expired_quantity, "vencido")}`,
    !isZero(recalled_quantity) && `${formatQuantity(recalled_quantity)} ${plural(recalled_quantity, "retirado")}`,
  ]
    .filter(Boolean)
    .join(" y ");

/** The cost of a unit out of what the invoice says in total, to four decimals; null while either cannot be read. */
export function unitCostOf(totalText: string, quantityText: string): string | null {
  const total = parseDecimal(totalText);
  const quantity = parseDecimal(quantityText);
  if (total === null || quantity === null || total.startsWith("-") || compare(quantity, 0) <= 0) return null;
  const units = toUnits(quantity, 3);
  // Total in cents, quantity in thousandths: × 10^5 gives ten-thousandths, rounded half up.
  return fromUnits((toUnits(total, 2) * 100_000n * 2n + units) / (units * 2n), 4);
}

export function totalOf(unitCostText: string, quantityText: string): string | null {
  const cost = parseDecimal(unitCostText);
  const quantity = parseDecimal(quantityText);
  return cost === null || quantity === null ? null : multiply(cost, quantity);
}

/** The value of what is in the lots, each at its own cost. */
export function valueOf(lots: readonly Pick<Lot, "quantity" | "unit_cost">[]) {
  const units = lots.reduce((sum, lot) => sum + toUnits(multiply(lot.quantity, lot.unit_cost, 7), 7), 0n);
  return fromUnits(toUnits(fromUnits(units, 7), 2), 2);
}

/** What a count of the lot means for the ledger: counted less what the lot says; null when they agree or cannot be read. */
export function differenceOf(countedText: string, lot: Pick<Lot, "quantity">): string | null {
  const counted = parseDecimal(countedText);
  if (counted === null || counted.startsWith("-")) return null;
  const difference = toUnits(counted, 3) - toUnits(lot.quantity, 3);
  return difference === 0n ? null : fromUnits(difference, 3);
}

export const BIOLOGICAL_WORD = {
  NONE: "Sin indicador",
  PENDING: "En incubación",
  PASSED: "Conforme",
  FAILED: "Falló",
} as const;
