import { parseDecimal } from "./decimal";
import { z } from "./zod-es";

// Building blocks for the schemas of forms. Inputs hold text; these turn it into what the
// services read and say what is wrong in the words of the person who types.

/** Required text, trimmed. */
export const requiredText = (max = 200) => z.string().trim().min(1).max(max);

/** Required text that must not break: names, concepts, what is printed in one line. */
export const oneLine = (max: number) =>
  requiredText(max).refine((text) => !/[\r\n\t]/.test(text), "Escriba el texto en una sola línea.");

/** Optional text: empty becomes `null`. */
export const optionalText = (max = 500) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((value) => value || null);

// As people write and paste it; what it is stored as, and whether it is one, the service says.
const PHONE =
  /^[\s\p{Cf}]*[+(]?\d[\d\s().,/\p{Pd}\p{Cf}]{5,}(?:(?:;?ext=?|extensi[oó]n|anexo|int|x|#)[.:]?\s*\d{1,7})?[\s\p{Cf}]*$/iu;
export const optionalPhone = z
  .union([z.literal(""), z.string().trim().max(50).regex(PHONE, "Escriba un teléfono como 099 812 4470.")])
  .nullish()
  .transform((value) => value || null);

export const email = z.string().trim().email();
export const optionalEmail = z
  .union([z.literal(""), email])
  .nullish()
  .transform((value) => value || null);

/** A positive sum as people type it ("45", "45,50", "1.284,50"), sent as "45.50". */
export const money = decimal({ places: 2 });
/** A sum that may be left out: nothing is 0. */
export const optionalMoney = z
  .string()
  .trim()
  .transform((text) => text || "0")
  .pipe(money);

/** A number of authorisation as it is copied: in groups, with spaces. */
export const authorisationNumber = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, "") || null)
  .refine((text) => text === null || /^\d{3,49}$/.test(text), "Son de 3 a 49 números.");

/** A quantity up to three places. */
export const quantity = decimal({ places: 3, positive: true });

export function decimal({
  places,
  positive = false,
  negative = false,
}: {
  places: number;
  positive?: boolean;
  negative?: boolean;
}) {
  return z
    .string()
    .trim()
    .min(1)
    .transform((text, context) => {
      const value = parseDecimal(text);
      const fail = (message: string) => {
        context.addIssue({ code: "custom", message });
        return z.NEVER;
      };
      if (value === null) return fail("Escriba un número, por ejemplo 45,50.");
      if ((value.split(".")[1]?.length ?? 0) > places) return fail(`Use como máximo ${places} decimales.`);
      if (!negative && value.startsWith("-")) return fail("No puede ser negativo.");
      if (positive && Number(value) === 0) return fail("Debe ser mayor que cero.");
      return value;
    });
}

/** A whole number typed in a text field. */
export const integer = ({ min, max }: { min?: number; max?: number } = {}) =>
  z.union([z.string().trim().min(1), z.number()]).pipe(
    z.coerce
      .number({ invalid_type_error: "Escriba un número entero." })
      .int("Escriba un número entero.")
      .min(min ?? Number.MIN_SAFE_INTEGER)
      .max(max ?? Number.MAX_SAFE_INTEGER),
  );

/** A day as DateInput leaves it: what was typed and is no day stays as it was typed. */
export const day = z
  .string()
  .min(1, "Elija una fecha.")
  .regex(/^(\d{4}-\d{2}-\d{2})?$/, "Esa fecha no existe: escríbala como 24/11/2026.");
export const optionalDay = z
  .union([z.literal(""), day])
  .nullish()
  .transform((value) => value || null);
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Escriba una hora como 09:30.");
/** An identifier chosen in a select or picker. */
export const chosen = z.coerce.number({ invalid_type_error: "Elija una opción." }).int().positive("Elija una opción.");
