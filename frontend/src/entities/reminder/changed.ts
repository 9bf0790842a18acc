import type { QueryClient } from "@tanstack/react-query";
import { APPOINTMENTS, REMINDER_RULES, REMINDERS } from "@/entities/paths";
import { invalidate } from "@/lib/resource";

/** A rule or a message was written: what is to be sent, and what a visit's panel says of it. */
export const changed = (client: QueryClient) =>
  invalidate(client, [REMINDERS, REMINDER_RULES, "/citas/reminder-settings", APPOINTMENTS]);
