import { METHODS, PURCHASE_TYPES } from "@/entities/expense/schema";
import { CAUSES } from "@/entities/product/schema";
import { isZero } from "@/lib/decimal";
import {
  authorisationNumber,
  day,
  decimal,
  integer,
  money,
  oneLine,
  optionalDay,
  optionalMoney,
  optionalText,
  quantity,
  requiredText,
} from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const productForm = z.object({
  sku: requiredText(25),
  name: requiredText(300),
  category: requiredText(80),
  unit: requiredText(40),
  minimum_stock: decimal({ places: 3 }),
  sale_price: money,
  iva_code: requiredText(1),
});
export type ProductValues = z.output<typeof productForm>;

const reason = z.string().trim().min(3, "Explíquelo en pocas palabras.").max(300);

/** `NONE` is what came in without a document; it may get one later. */
export const RECEIPT_DOCUMENTS = [...PURCHASE_TYPES, "NONE"] as const;

const receiptDocument = z
  .object({
    document_type: z.enum(RECEIPT_DOCUMENTS),
    supplier_name: optionalText(200),
    supplier_ruc: optionalText(20),
    document_number: optionalText(50),
    authorisation: authorisationNumber,
    date: day,
    amount: optionalMoney,
    iva: optionalMoney,
    base_zero: optionalMoney,
    payment_method: z.enum(METHODS),
  })
  .superRefine((document, context) => {
    if (document.document_type === "NONE") return;
    const needed = (name: "supplier_name" | "document_number" | "amount", message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    if (!document.supplier_name) needed("supplier_name", "Escriba quién lo vendió.");
    if (!document.document_number) needed("document_number", "Escriba el número del documento.");
    // What is no sum has been said of the field already, and is no text here.
    if (typeof document.amount === "string" && isZero(document.amount))
      needed("amount", "Escriba el total del documento.");
  });
const documentOf = (document: z.output<typeof receiptDocument>) =>
  document.document_type === "NONE" ? null : document;

export const receiptForm = z.object({
  document: receiptDocument.transform(documentOf),
  lines: z.array(
    z.object({
      product_id: z.number({ required_error: "Elija un producto.", invalid_type_error: "Elija un producto." }),
      /** How the product is called, and the line's total: only for the form. */
      product_name: z.string().optional(),
      unit: z.string().optional(),
      total: z.string().optional(),
      lot_number: requiredText(80),
      expiry_date: optionalDay,
      quantity,
      unit_cost: decimal({ places: 4 }),
    }),
  ),
});
export type ReceiptValues = z.input<typeof receiptForm>;
export type ReceiptBody = z.output<typeof receiptForm>;

export const documentForm = z.object({ document: receiptDocument.transform(documentOf) });
export type DocumentBody = z.output<typeof documentForm>;

/** What leaves a lot, or what was counted in it. */
export const takeOutForm = z.object({ quantity, reason, cause: z.enum(CAUSES).nullable() });
export const annulMovementForm = z.object({ reason });
export const countForm = z.object({ counted: decimal({ places: 3 }), reason });
export const resolutionForm = z.object({ reason });
export const expiryForm = z.object({ expiry_date: optionalDay });

export const cycleForm = z.object({
  autoclave: oneLine(60),
  program: optionalText(80),
  temperature: decimal({ places: 1 }),
  minutes: integer({ min: 1, max: 240 }),
  chemical: z.enum(["PASSED", "FAILED"]),
  biological: z.enum(["NONE", "PENDING", "PASSED", "FAILED"]),
  remark: optionalText(500),
  packs: z
    .array(
      z.object({
        contents: oneLine(120),
        count: integer({ min: 1, max: 60 }),
        sterile_days: integer({ min: 1, max: 730 }),
      }),
    )
    .min(1),
});
