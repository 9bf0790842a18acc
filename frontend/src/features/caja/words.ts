import type { Invoice, Method } from "@/entities/invoice/schema";
import { formatMoney } from "@/lib/format";

export const METHOD_SHORT: Record<Method, string> = {
  CASH: "Efectivo",
  CARD_DEBIT: "Débito",
  CARD_CREDIT: "Crédito",
  TRANSFER: "Transferencia",
  CHECK: "Cheque",
  OTHER: "Otro",
};

export const METHOD_WORDS: Record<Method, string> = {
  CASH: "Efectivo",
  CARD_DEBIT: "Tarjeta de débito",
  CARD_CREDIT: "Tarjeta de crédito",
  TRANSFER: "Transferencia",
  CHECK: "Cheque",
  OTHER: "Otra",
};

/** The link that opens a chat with who was charged, the words written: nothing of what was done to them. Null without a phone. */
export function chatLink({ number, buyer }: Pick<Invoice, "number" | "buyer">, paid: string) {
  const phone = buyer.phone?.split(";")[0]?.replace(/\D/g, "");
  if (!phone) return null;
  const said = `Buenos días. Recibimos su pago de ${formatMoney(paid)} de la factura ${number}. Gracias.`;
  return `https://wa.me/${phone}?text=${encodeURIComponent(said)}`;
}
