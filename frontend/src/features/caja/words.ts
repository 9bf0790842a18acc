import type { Method } from "@/entities/invoice/schema";

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
