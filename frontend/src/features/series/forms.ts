import { integer, oneLine } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const MOST = 999_999_999;
const threeDigits = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, "Escriba hasta tres dígitos, como 001.")
  .transform((text) => text.padStart(3, "0"))
  .refine((text) => text !== "000", "No puede ser 000.");

export const newSeriesForm = z.object({
  establishment: threeDigits,
  emission_point: threeDigits,
  name: oneLine(80),
  next_sequential: integer({ min: 1, max: MOST }),
});
export const seriesForm = z.object({
  name: oneLine(80),
  next_sequential: integer({ min: 1, max: MOST + 1 }),
  active: z.boolean(),
});
export type NewSeries = z.output<typeof newSeriesForm>;
export type SeriesChanges = Partial<z.output<typeof seriesForm>>;
