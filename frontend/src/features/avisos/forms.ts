import type { Rule } from "@/entities/reminder/schema";
import { oneLine, requiredText, time } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const UNITS = { m: 1, h: 60, d: 1440 } as const;
const SHORTEST = 30;
const LONGEST = 43_200;

// Fields carry the service's names, so that what it refuses lands where it was typed.
export const ruleForm = z
  .object({
    name: oneLine(80),
    moment: z.enum(["BOOKED", "BEFORE", "MOVED", "CANCELLED"]),
    amount: z.string().trim(),
    unit: z.enum(["m", "h", "d"]),
    channel: z.enum(["MAIL", "WHATSAPP"]),
    treatment_ids: z.array(z.object({ id: z.number(), name: z.string() })).max(50),
    subject: oneLine(150),
    body: requiredText(2000),
  })
  .superRefine(({ moment, amount, unit }, context) => {
    const minutes = /^\d{1,5}$/.test(amount) ? Number(amount) * UNITS[unit] : 0;
    if (moment === "BEFORE" && (minutes < SHORTEST || minutes > LONGEST))
      context.addIssue({ code: "custom", path: ["amount"], message: "Entre 30 minutos y 30 días." });
  });
export type RuleValues = z.output<typeof ruleForm>;

/** What a new rule begins with: two days before, by mail. */
const EMPTY: RuleValues = {
  name: "Dos días antes",
  moment: "BEFORE",
  amount: "2",
  unit: "d",
  channel: "MAIL",
  treatment_ids: [],
  subject: "Su cita del {dia} a las {hora}",
  body: "Hola, {nombre}:\n\nLe esperamos el {dia} a las {hora}, con {profesional}.\n\nConfirme, pida otra hora o díganos si no puede:\n{enlace}\n\n{clinica}",
};

export function valuesOf(rule?: Rule): RuleValues {
  if (!rule) return EMPTY;
  const { minutes_before, treatments, name, moment, channel, subject, body } = rule;
  const unit = !minutes_before || minutes_before % 1440 === 0 ? "d" : minutes_before % 60 === 0 ? "h" : "m";
  const amount = minutes_before ? String(minutes_before / UNITS[unit]) : EMPTY.amount;
  return { name, moment, amount, unit, channel, treatment_ids: treatments, subject, body };
}

/** What the service reads. The moment of a rule that is there stays. */
export function bodyOf({ amount, unit, treatment_ids, moment, ...values }: RuleValues, isNew: boolean) {
  return {
    ...values,
    ...(isNew && { moment }),
    ...(moment === "BEFORE" && {
      minutes_before: Number(amount) * UNITS[unit],
      treatment_ids: treatment_ids.map(({ id }) => id),
    }),
  };
}

export const quietForm = z.object({ quiet_from: time, quiet_to: time });
