import type { Calendar } from "@event-calendar/core";

export type EventInput = Calendar.EventInput & { id: string };

const MANY = 25;

/**
 * Tells the calendar only what changed: replacing its whole list costs a second on a busy
 * week. Unchanged inputs must keep their identity.
 */
export function patchEvents(calendar: Calendar, before: readonly EventInput[], after: readonly EventInput[]) {
  const gone = new Map(before.map((event) => [event.id, event]));
  const added: EventInput[] = [];
  const changed: EventInput[] = [];
  for (const event of after) {
    const old = gone.get(event.id);
    gone.delete(event.id);
    if (!old) added.push(event);
    else if (old !== event) changed.push(event);
  }
  if (added.length + changed.length + gone.size > MANY) {
    calendar.setOption("events", [...after]);
    return;
  }
  changed.forEach((event) => calendar.updateEvent(event));
  added.forEach((event) => calendar.addEvent(event));
  gone.forEach((event) => calendar.removeEventById(event.id));
}
