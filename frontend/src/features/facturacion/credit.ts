import { METHODS, type CreditableLine } from "@/entities/invoice/schema";
import { add, compare, fromUnits, isZero, multiply, parseDecimal, toUnits } from "@/lib/decimal";
import { oneLine } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const NO_QUANTITY = "Escriba una cantidad, o déjela en blanco.";

/** Of each line a quantity, blank for none; with all of them as they are left, the whole of what is left. */
export const creditForm = (left: readonly CreditableLine[]) =>
  z
    .object({
      quantities: z.array(z.string().trim()),
      reason: oneLine(300),
      settle: z.enum(["REFUND", "CREDIT", ""]),
      method: z.enum(METHODS),
    })
    .superRefine(({ quantities }, context) => {
      const fail = (place: number, message: string) =>
        context.addIssue({ code: "custom", path: ["quantities", place], message });
      quantities.forEach((text, place) => {
        const quantity = text === "" ? "0" : parseDecimal(text);
        if (quantity === null || compare(quantity, 0) < 0) fail(place, NO_QUANTITY);
        else if (compare(quantity, left[place]!.quantity) > 0) fail(place, "Es más de lo que queda.");
      });
      if (quantities.every((text) => text === "" || isZero(parseDecimal(text) ?? "0")))
        fail(0, "Elija al menos un concepto.");
    })
    .transform(({ quantities, reason, settle, method }) => ({
      lines: quantities.flatMap((text, place) => {
        const quantity = text === "" ? null : parseDecimal(text);
        return quantity && !isZero(quantity) ? [{ line_id: left[place]!.id, quantity }] : [];
      }),
      reason,
      ...(settle ? { settle } : {}),
      ...(settle === "REFUND" ? { method } : {}),
    }));
export type CreditBody = z.output<ReturnType<typeof creditForm>>;

/** About what the note comes to while it is typed; the service computes it to the cent. */
export function creditedOf(quantities: readonly string[], left: readonly CreditableLine[]) {
  return add(
    quantities.map((text, place) => {
      const { quantity: whole, subtotal, iva_rate } = left[place]!;
      const quantity = parseDecimal(text || "0");
      if (quantity === null || isZero(whole) || compare(quantity, 0) < 0) return "0.00";
      const share = (toUnits(subtotal, 2) * toUnits(quantity, 3)) / toUnits(whole, 3);
      const part = fromUnits(share);
      return add([part, multiply(part, fromUnits(toUnits(iva_rate, 2), 4))]);
    }),
  );
}
