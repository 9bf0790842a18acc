import type { Option } from "@/components/form/fields";
import {
  ID_TYPES,
  METHODS,
  type IdType,
  type Invoice,
  type InvoiceRow,
  type Method,
  type Payment,
} from "@/entities/invoice/schema";
import { dayOf, today } from "@/lib/dates";
import { compare } from "@/lib/decimal";
import { formatDate, formatDateTime } from "@/lib/format";

/** The SRI takes no more of a code. */
export const LONGEST_CODE = 25;

export const ID_TYPE_LABEL: Record<IdType, string> = {
  "05": "Cédula",
  "04": "RUC",
  "06": "Pasaporte",
  "08": "Identificación del exterior",
  "07": "Consumidor final",
};
/** Consumidor final is chosen apart: its document and name are not typed. */
export const ID_TYPE_OPTIONS: Option[] = ID_TYPES.filter((type) => type !== "07").map((value) => ({
  value,
  label: ID_TYPE_LABEL[value],
}));

export const METHOD_LABEL: Record<Method, string> = {
  CASH: "Efectivo",
  CARD_DEBIT: "Débito",
  CARD_CREDIT: "Crédito",
  TRANSFER: "Transferencia",
  CHECK: "Cheque",
  OTHER: "Otro",
};
export const METHOD_LONG: Record<Method, string> = {
  ...METHOD_LABEL,
  CARD_DEBIT: "Tarjeta de débito",
  CARD_CREDIT: "Tarjeta de crédito",
  OTHER: "Otro medio",
};
export const METHOD_OPTIONS = METHODS.map((value) => ({ value, label: METHOD_LABEL[value] }));
export const REFERENCE_LABEL: Record<Method, string> = {
  CASH: "Referencia",
  CARD_DEBIT: "Voucher",
  CARD_CREDIT: "Voucher",
  TRANSFER: "Número de comprobante",
  CHECK: "Banco y número de cheque",
  OTHER: "Referencia",
};

/** The day on which the money came; the hour too where it was recorded on that day. */
export const receivedWhen = ({ received_on, received_at }: Pick<Payment, "received_on" | "received_at">) =>
  dayOf(received_at) === received_on
    ? formatDateTime(received_at)
    : `${formatDate(received_on)}, registrado el ${formatDateTime(received_at)}`;

/** «la factura 001-001-000000123», «el borrador». */
export const nameOf = ({ number }: Pick<InvoiceRow, "number">) => (number ? `la factura ${number}` : "el borrador");

export const titleOf = ({ number, status }: Pick<InvoiceRow, "number" | "status">) =>
  number ? `Factura ${number}` : status === "DISCARDED" ? "Borrador descartado" : "Borrador de factura";

const FIELD_LABEL: Record<string, string> = {
  "buyer.document": "documento del cliente",
  "buyer.name": "nombre del cliente",
  "buyer.email": "correo del cliente",
  "buyer.phone": "teléfono del cliente",
  "buyer.address": "dirección del cliente",
  "buyer.reason": "motivo de consumidor final",
  code: "código",
  description: "descripción",
  quantity: "cantidad",
  unit_price: "precio",
  discount: "descuento",
  discount_percent: "descuento",
  discount_reason: "motivo del descuento",
  iva_code: "IVA",
  lines: "conceptos",
  notes: "observaciones",
};

/** Where a field of a draft is: «concepto 2, código». */
export function placeOf(field: string) {
  const [, position, name] = /^lines\.(\d+)\.(\w+)$/.exec(field) ?? [];
  if (position === undefined) return FIELD_LABEL[field] ?? field;
  return `concepto ${Number(position) + 1}, ${FIELD_LABEL[name!] ?? name}`;
}

/** Why an issued invoice cannot be annulled now, or null. */
export function annulObstacle({ buyer, paid, credited, annulled_until, annulment, einvoice_status }: Invoice) {
  if (annulment) return "Su anulación ya está pedida y espera al portal del SRI.";
  if (buyer.id_type === "07") return "Una factura a consumidor final no se anula ni lleva nota de crédito.";
  if (Number(credited) > 0) return "Ya tiene una nota de crédito.";
  if (annulled_until && today() > annulled_until && !isRefused(einvoice_status))
    return `Se podía anular hasta el ${formatDate(annulled_until)}. Ahora corresponde una nota de crédito.`;
  if (Number(paid) > 0) return "Anule primero los pagos registrados, o emita una nota de crédito.";
  return null;
}

/** The SRI has none of it: it is mended and sent again, or annulled here, whatever the day. */
export const isRefused = (status: Invoice["einvoice_status"]) => status === "RETURNED" || status === "NOT_AUTHORISED";

/** Why an issued invoice takes no credit note, or null. */
export function creditObstacle({
  buyer,
  credited,
  total,
  annulment,
  einvoice_status,
}: Pick<Invoice, "buyer" | "credited" | "total" | "annulment" | "einvoice_status">) {
  if (annulment) return "Su anulación espera al portal del SRI.";
  if (buyer.id_type === "07") return "Una factura a consumidor final no lleva nota de crédito.";
  if (isRefused(einvoice_status)) return "El SRI no la aceptó: corríjala y envíela de nuevo, o anúlela.";
  if (compare(credited, total) >= 0) return "Ya está acreditada por completo.";
  return null;
}

/** Where the electronic document of an invoice stands, in the list; what is authorised needs no word. */
export const SRI_WORD = {
  PREPARED: "falta firmar",
  SIGNED: "falta enviar",
  RECEIVED: "en revisión",
  RETURNED: "devuelto",
  NOT_AUTHORISED: "no autorizado",
} as const;
