import { queryOptions } from "@tanstack/react-query";
import { APPOINTMENTS, REMINDER_RULES, REMINDERS } from "@/entities/paths";
import { api, listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { messageSchema, reminderSchema, ruleSchema, settingsSchema, visitReminderSchema } from "./schema";

// Patients answer meanwhile, and others send: it is looked at again while it is on screen.
const REFRESH_MS = 30_000;

export const rulesQuery = queryOptions(resource(listOf(ruleSchema), REMINDER_RULES));
export const settingsQuery = queryOptions(resource(settingsSchema, "/citas/reminder-settings"));

/** What a person still has to send. */
export const toSendQuery = queryOptions({
  ...resource(listOf(visitReminderSchema), `${REMINDERS}/to-send`),
  refetchInterval: REFRESH_MS,
});

/** Who asked for another hour and waits for it. */
export const requestsQuery = queryOptions({
  ...resource(listOf(visitReminderSchema), `${REMINDERS}/requests`),
  refetchInterval: REFRESH_MS,
});

/** What was and will be sent about a visit, with what was answered. */
export const remindersOfVisitQuery = (appointmentId: number) =>
  queryOptions(resource(listOf(reminderSchema), `${APPOINTMENTS}/${appointmentId}/reminders`));

/** The words of a message with a new link each time: the clinic keeps none. */
export const messageQuery = (id: number) =>
  queryOptions({
    queryKey: ["link", REMINDERS, id],
    queryFn: () => api(messageSchema, `${REMINDERS}/${id}/message`, { method: "POST", body: {} }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
