import type { EntryKind, OwedInvoice } from "@/entities/account/schema";
import { METHODS, type Method } from "@/entities/invoice/schema";
import { compare, isZero, subtract } from "@/lib/decimal";

export const METHOD_WORD: Record<Method, string> = {
  CASH: "Efectivo",
  CARD_DEBIT: "Tarjeta de débito",
  CARD_CREDIT: "Tarjeta de crédito",
  TRANSFER: "Transferencia",
  CHECK: "Cheque",
  OTHER: "Otro medio",
};
export const METHOD_CHOICES = METHODS.map((value) => ({ value, label: METHOD_WORD[value] }));

export const ENTRY_WORD: Record<EntryKind, string> = {
  INVOICE: "Factura",
  ANNULMENT: "Factura anulada",
  CREDIT_NOTE: "Nota de crédito",
  PAYMENT: "Pago",
  PAYMENT_VOIDED: "Pago anulado",
  DEPOSIT: "Abono a cuenta",
  REFUND: "Devolución",
  RETURNED: "Devolución",
  BOUNCED: "Cheque devuelto",
};

/** What is in favour spread over what is owed, the oldest first. */
export function partsOf(credit: string, invoices: readonly OwedInvoice[]) {
  let rest = credit;
  return invoices.flatMap(({ id, balance }) => {
    if (isZero(rest)) return [];
    const amount = compare(rest, balance) < 0 ? rest : balance;
    rest = subtract(rest, amount);
    return [{ invoice_id: id, amount }];
  });
}
