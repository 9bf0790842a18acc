import { CONTINGENCIES, REST_KINDS, RESTS } from "@/entities/certificate/schema";
import { today } from "@/lib/dates";
import { day, integer, oneLine, optionalText, time } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const optionalTime = z.union([z.literal(""), time]).transform((value) => value || null);

export const certificateForm = z
  .object({
    attended_on: day,
    attended_from: time,
    attended_until: optionalTime,
    reason: oneLine(500),
    diagnoses: z
      .array(z.object({ code: z.string(), description: z.string() }))
      .min(1, "Elija al menos un diagnóstico.")
      .max(10),
    // It is asked, never assumed.
    show_diagnosis: z.enum(["yes", "no"], { message: "Pregunte al paciente." }),
    rest: z.enum(RESTS),
    rest_hours: z.string(),
    rest_from: z.string(),
    rest_until: z.string(),
    rest_kind: z.enum(REST_KINDS),
    contingency: z.enum(CONTINGENCIES),
    advice: optionalText(1000),
  })
  .superRefine(({ rest, ...said }, context) => {
    const refuse = (path: string, schema: z.ZodTypeAny, value: unknown) =>
      schema
        .safeParse(value)
        .error?.issues.forEach(({ message }) => context.addIssue({ code: "custom", path: [path], message }));
    if (rest === "HOURS") refuse("rest_hours", integer({ min: 1, max: 23 }), said.rest_hours);
    if (rest !== "NONE") refuse("rest_from", day, said.rest_from);
    if (rest === "DAYS") refuse("rest_until", day, said.rest_until);
  });
export type CertificateInput = z.input<typeof certificateForm>;
export type CertificateValues = z.output<typeof certificateForm>;

export const emptyCertificate = (): CertificateInput => ({
  attended_on: today(),
  attended_from: "",
  attended_until: "",
  reason: "",
  diagnoses: [],
  show_diagnosis: "" as CertificateInput["show_diagnosis"],
  rest: "DAYS",
  rest_hours: "",
  rest_from: today(),
  rest_until: today(),
  rest_kind: "ABSOLUTE",
  contingency: "ILLNESS",
  advice: "",
});

/** What the service takes: of the rest, what that kind of it says. */
export function bodyOf({
  rest,
  rest_hours,
  rest_from,
  rest_until,
  rest_kind,
  contingency,
  ...said
}: CertificateValues) {
  return {
    ...said,
    show_diagnosis: said.show_diagnosis === "yes",
    rest,
    rest_hours: rest === "HOURS" ? Number(rest_hours) : null,
    rest_from: rest === "NONE" ? null : rest_from,
    rest_until: rest === "DAYS" ? rest_until : null,
    rest_kind: rest === "NONE" ? null : rest_kind,
    contingency: rest === "NONE" ? null : contingency,
  };
}
