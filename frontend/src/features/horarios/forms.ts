import { at } from "@/lib/dates";
import { chosen, day, integer, requiredText, time } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const timeOffForm = z
  .object({
    from_day: day,
    from_time: time,
    to_day: day,
    to_time: time,
    reason: requiredText(200).min(3, "Escriba el motivo."),
  })
  .superRefine((values, context) => {
    if (at(values.to_day, values.to_time) <= at(values.from_day, values.from_time)) {
      context.addIssue({ code: "custom", path: ["to_time"], message: "Debe terminar después de empezar." });
    }
  });

export const bookingRulesForm = z.object({
  overbooked_at_once: integer({ min: 0, max: 10 }),
  snap_minutes: chosen,
  waitlist_offers: integer({ min: 1, max: 10 }),
  waitlist_minutes: integer({ min: 5, max: 1440 }),
  waitlist_automatic: z.boolean(),
  hold_minutes: integer({ min: 1, max: 30 }),
  deposit_misses: integer({ min: 0, max: 10 }),
  late_minutes: integer({ min: 1, max: 120 }),
  horizon_months: integer({ min: 1, max: 120 }),
});

export const roomForm = z.object({
  name: requiredText(80),
  kind: z.string().trim().max(40, "Use 40 caracteres como máximo."),
  capacity: integer({ min: 1, max: 20 }),
});

export const equipmentForm = z.object({ name: requiredText(80), capacity: integer({ min: 1, max: 20 }) });

export const holidayForm = z.object({
  date: day,
  name: requiredText(100).min(3, "Escriba qué se celebra o por qué se cierra."),
});
