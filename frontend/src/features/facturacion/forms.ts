import { ID_TYPES, LINE_KINDS, METHODS, type Invoice, type Method } from "@/entities/invoice/schema";
import { add, compare, isZero, parseDecimal, subtract } from "@/lib/decimal";
import {
  day,
  decimal,
  money,
  oneLine,
  optionalDay,
  optionalEmail,
  optionalText,
  quantity,
  requiredText,
} from "@/lib/fields";
import { formatMoney } from "@/lib/format";
import { isCedula, isRuc } from "@/lib/identity";
import { z } from "@/lib/zod-es";
import { typedDecimal, typedMoney } from "@/lib/units";
import { FINAL_CONSUMER, NO_BUYER, typedBuyer } from "@/entities/invoice/buyer";
import { discountText, parseDiscount, takesOff, typedDiscount } from "@/entities/invoice/discount";
import { LONGEST_CODE } from "./words";

const NO_REASON = "Escriba el motivo.";

export const lineForm = z
  .object({
    kind: z.enum(LINE_KINDS),
    reference_id: z.number().nullable(),
    code: optionalText(LONGEST_CODE),
    description: oneLine(300),
    quantity,
    unit_price: money,
    discount: discountText,
    discount_reason: optionalText(200),
    iva_code: z.string().min(1, "Elija la tarifa."),
  })
  .superRefine(({ discount, discount_reason }, context) => {
    if (takesOff(discount) && !discount_reason)
      context.addIssue({ code: "custom", path: ["discount_reason"], message: NO_REASON });
  })
  .transform((line) => {
    const { percent, amount } = parseDiscount(line.discount)!;
    const given = takesOff(line.discount);
    return {
      ...line,
      discount: amount,
      discount_percent: percent,
      discount_reason: given ? line.discount_reason : null,
    };
  });
export type LineValues = z.input<typeof lineForm>;

export const buyerForm = z
  .object({
    id_type: z.enum(ID_TYPES),
    document: requiredText(40),
    name: oneLine(300),
    email: optionalEmail,
    phone: optionalText(20),
    address: optionalText(300),
    reason: optionalText(300),
  })
  .transform((buyer) => ({
    ...buyer,
    document: asStored(buyer.id_type, buyer.document),
    reason: buyer.id_type === "07" ? buyer.reason : null,
  }))
  .superRefine(({ id_type, document, reason }, context) => {
    if (id_type === "07" && (reason ?? "").length < 3)
      context.addIssue({ code: "custom", path: ["reason"], message: "Escriba por qué se factura a consumidor final." });
    const problem = documentProblem(id_type, document);
    if (problem) context.addIssue({ code: "custom", path: ["document"], message: problem });
  });

/** `171430710-3` is the cédula 1714307103: what is printed between the digits is not of them. */
function asStored(type: (typeof ID_TYPES)[number], document: string) {
  return type === "06" || type === "07" ? document : document.replace(/[\s.\-‐-―]/g, "");
}

export function documentProblem(type: (typeof ID_TYPES)[number], document: string): string | null {
  switch (type) {
    case "05":
      if (!/^\d{10}$/.test(document)) return "La cédula tiene 10 dígitos.";
      return isCedula(document) ? null : "La cédula no es válida: revise los dígitos.";
    case "04":
      if (!/^\d{13}$/.test(document)) return "El RUC tiene 13 dígitos.";
      return isRuc(document) ? null : "El RUC no es válido: revise los dígitos.";
    case "06":
      return /^[A-Za-z0-9]{5,20}$/.test(document)
        ? null
        : "El pasaporte lleva de 5 a 20 letras o números, sin espacios.";
    case "08":
      return /^[A-Za-z0-9]{4,20}$/.test(document) ? null : "La identificación lleva de 4 a 20 letras o números.";
    case "07":
      return document === FINAL_CONSUMER ? null : `El consumidor final se identifica con ${FINAL_CONSUMER}.`;
  }
}

export const draftForm = z
  .object({
    patient_id: z.number().nullable(),
    buyer: buyerForm,
    lines: z.array(lineForm).min(1, "Agregue al menos un concepto.").max(100, "Una factura lleva hasta 100 conceptos."),
    discount: discountText,
    discount_reason: optionalText(200),
    notes: optionalText(1000),
  })
  .superRefine(({ discount, discount_reason }, context) => {
    if (takesOff(discount) && !discount_reason)
      context.addIssue({ code: "custom", path: ["discount_reason"], message: NO_REASON });
  })
  .transform(({ discount, discount_reason, ...draft }) => {
    const { percent, amount } = parseDiscount(discount)!;
    const said = percent ? { percent } : { amount };
    return { ...draft, discount: takesOff(discount) ? { ...said, reason: discount_reason! } : null };
  });
export type DraftValues = z.input<typeof draftForm>;
export type DraftBody = z.output<typeof draftForm>;

export const isCard = (method: Method) => method === "CARD_CREDIT" || method === "CARD_DEBIT";

/** A payment of what is owed. Cash may be more than that: the rest is the change. */
export const paymentForm = (balance: string) =>
  z
    .object({
      method: z.enum(METHODS),
      amount: decimal({ places: 2, positive: true }),
      reference: optionalText(200),
      received_on: day,
      card_brand: optionalText(40),
      card_lot: optionalText(40),
      card_authorisation: optionalText(40),
      bank: optionalText(80),
      due_on: optionalDay,
      note: optionalText(300),
    })
    .superRefine(({ method, amount }, context) => {
      // What was no number has its own sentence already, and is handed on as it is.
      if (typeof amount === "string" && parseDecimal(amount) && method !== "CASH" && compare(amount, balance) > 0) {
        context.addIssue({
          code: "custom",
          path: ["amount"],
          message: `El pago supera el saldo de ${formatMoney(balance)}.`,
        });
      }
    })
    .transform(({ card_brand, card_lot, card_authorisation, bank, due_on, note, ...payment }) => ({
      ...payment,
      ...(note ? { note } : {}),
      // What was typed for another method is not of this one.
      ...(isCard(payment.method) ? { card_brand, card_lot, card_authorisation } : {}),
      ...(payment.method === "CHECK" ? { bank, due_on } : {}),
      amount: compare(payment.amount, balance) > 0 ? add([balance]) : add([payment.amount]),
    }));
export type PaymentValues = z.input<ReturnType<typeof paymentForm>>;
export type PaymentBody = z.output<ReturnType<typeof paymentForm>>;

/** What goes back to who pays `given` in cash for `balance`, or null. */
export function changeOf(given: string, balance: string) {
  const amount = parseDecimal(given);
  return amount !== null && compare(amount, balance) > 0 ? subtract(amount, balance) : null;
}

export const NEW_DRAFT: DraftValues = {
  patient_id: null,
  buyer: NO_BUYER,
  lines: [],
  discount: "",
  discount_reason: "",
  notes: "",
};

/** The discount of a line as it was told; that of a draft from before discounts had reasons stands in the line alone. */
function discountOf({ discounts }: Invoice, { position, discount }: Invoice["lines"][number]) {
  const own = discounts.find((one) => one.position === position);
  if (own) return { discount: typedDiscount(own), discount_reason: own.reason };
  return { discount: discounts.length > 0 || isZero(discount) ? "" : typedMoney(discount), discount_reason: "" };
}

export const draftValuesOf = (invoice: Invoice): DraftValues => ({
  patient_id: invoice.patient_id ?? null,
  buyer: typedBuyer(invoice.buyer),
  lines: invoice.lines.map((line) => ({
    kind: line.kind,
    reference_id: line.reference_id ?? null,
    code: line.code ?? "",
    description: line.description,
    quantity: typedDecimal(line.quantity),
    unit_price: typedMoney(line.unit_price),
    ...discountOf(invoice, line),
    iva_code: line.iva_code,
  })),
  ...wholeOf(invoice),
  notes: invoice.notes ?? "",
});

function wholeOf({ discounts }: Invoice) {
  const whole = discounts.find(({ position }) => position === null || position === undefined);
  return { discount: whole ? typedDiscount(whole) : "", discount_reason: whole?.reason ?? "" };
}
