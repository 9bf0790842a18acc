import type { Outage } from "@/entities/outage/schema";
import { addDays, at, dayOf, timeOf } from "@/lib/dates";
import { day, oneLine, time } from "@/lib/fields";
import { z } from "@/lib/zod-es";

// Fields carry the service's names where it refuses one: what it says lands where it was typed.
export const outageForm = z
  .object({
    day: day,
    started_at: time,
    last_day: day.or(z.literal("")),
    ended_at: time.or(z.literal("")),
    reason: oneLine(500),
  })
  .superRefine(({ last_day, ended_at }, context) => {
    if (Boolean(last_day) !== Boolean(ended_at))
      context.addIssue({ code: "custom", path: ["ended_at"], message: "Escriba el día y la hora, o ninguno." });
  });
export type OutageValues = z.output<typeof outageForm>;
export type OutageBody = { started_at: string; ended_at: string | null; reason: string };

export const outageValues = (outage: Outage | undefined, now: Date): OutageValues => ({
  day: dayOf(outage?.started_at ?? now),
  started_at: outage ? timeOf(outage.started_at) : "",
  last_day: outage?.ended_at ? dayOf(outage.ended_at) : outage ? dayOf(now) : "",
  ended_at: outage?.ended_at ? timeOf(outage.ended_at) : "",
  reason: outage?.reason ?? "",
});

export const outageBody = ({ day, started_at, last_day, ended_at, reason }: OutageValues): OutageBody => ({
  started_at: at(day, started_at),
  ended_at: ended_at && last_day ? at(last_day, ended_at) : null,
  reason,
});

const part = z.string().trim().max(20_000);
export const entryForm = z
  .object({
    day: day,
    from: time,
    until: time,
    sheet: z
      .string()
      .trim()
      .regex(/^(\d{8}-\d{2})?$/, "Como está impreso: 20261130-03."),
    with_note: z.boolean(),
    reason: z.string().trim().max(500),
    subjective: part,
    objective: part,
    assessment: part,
    plan: part,
  })
  .superRefine(({ with_note, reason }, context) => {
    if (with_note && !reason) context.addIssue({ code: "custom", path: ["reason"], message: "Escriba el motivo." });
  });
export type EntryValues = z.output<typeof entryForm>;

/** The moments of a sheet; one that ends before it begins went on past midnight. */
export const hoursOf = ({ day, from, until }: Pick<EntryValues, "day" | "from" | "until">) => ({
  started_at: at(day, from),
  ended_at: at(until <= from ? addDays(day, 1) : day, until),
});
