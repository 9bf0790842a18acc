import type { Cheque } from "@/entities/cheque/schema";

export const WORDS = {
  HELD: "Por depositar",
  DEPOSITED: "Depositado",
  BOUNCED: "Devuelto",
  RETURNED: "Entregado al paciente",
  VOIDED: "Anulado",
} as const;

/** Whose it is: who the invoice is made out to, or the patient whose money it is. */
export const payerOf = ({ buyer_name }: Pick<Cheque, "buyer_name">) => buyer_name ?? "un paciente";
