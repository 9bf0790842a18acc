import { integer, optionalPhone, optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const settingsForm = z
  .object({
    enabled: z.boolean(),
    mode: z.enum(["BOOK", "REQUEST"]),
    treatments: z.array(z.object({ id: z.number(), name: z.string() })).max(30),
    doctor_ids: z.array(z.number()),
    new_patients: z.boolean(),
    notice_minutes: integer({ min: 0, max: 20160 }),
    horizon_days: integer({ min: 1, max: 90 }),
    per_person: integer({ min: 1, max: 10 }),
    cancel_minutes: integer({ min: 0, max: 20160 }),
    hold_minutes: integer({ min: 3, max: 30 }),
    request_hours: integer({ min: 1, max: 72 }),
    phone: optionalPhone,
    note: optionalText(300),
  })
  .superRefine(({ enabled, treatments }, context) => {
    if (enabled && treatments.length === 0)
      context.addIssue({ code: "custom", path: ["treatments"], message: "Elija al menos un tratamiento." });
  });
