import { WEARS } from "@/entities/plan/schema";
import { integer, money, optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const FACES = /^[VMDLO\s,]*$/i;

export const itemForm = z
  .object({
    treatment: z
      .object({ id: z.number(), name: z.string() })
      .nullable()
      .refine((chosen) => chosen !== null, "Elija un tratamiento."),
    phase: z.coerce.number(),
    where: z.enum(["TOOTH", "QUADRANT", "UPPER", "LOWER", "MOUTH"]),
    number: z.string().trim(),
    faces: z
      .string()
      .regex(FACES, "Escriba V, M, D, L u O.")
      .transform((text) => [...new Set(text.toUpperCase().replace(/[\s,]/g, ""))]),
    sessions: integer({ min: 1, max: 40 }),
    discount: money,
    discount_reason: optionalText(200),
    alternative_group: optionalText(80),
    alternative: z.string().transform((letter) => (letter === "-" ? null : letter)),
    lasts: optionalText(40),
    wear: z.enum(["-", ...WEARS]).transform((wear) => (wear === "-" ? null : wear)),
    cie10_code: z.string().nullable(),
    remark: optionalText(500),
  })
  .superRefine(({ where, number }, context) => {
    if ((where === "TOOTH" || where === "QUADRANT") && !/^\d{1,2}$/.test(number))
      context.addIssue({ code: "custom", path: ["number"], message: "Escriba el número." });
  });
export type ItemValues = z.input<typeof itemForm>;

/** The fields of the form as the service reads them. */
export function bodyOf({ treatment, where, number, faces, ...rest }: z.output<typeof itemForm>) {
  return {
    ...rest,
    treatment_id: treatment!.id,
    tooth: where === "TOOTH" ? Number(number) : null,
    faces: where === "TOOTH" ? faces : [],
    quadrant: where === "QUADRANT" ? Number(number) : null,
    arch: where === "UPPER" || where === "LOWER" ? where : null,
    ...(rest.alternative_group ? {} : { alternative: null, lasts: null, wear: null }),
  };
}
