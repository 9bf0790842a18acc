import { at } from "@/lib/dates";

// The calendar draws in the clinic's zone but hands over dates whose *local* fields, in
// whatever zone the browser is, are the clinic's wall clock.

const two = (value: number) => String(value).padStart(2, "0");

export const dayOfWallClock = (date: Date) =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
export const timeOfWallClock = (date: Date) => `${two(date.getHours())}:${two(date.getMinutes())}`;
/** The instant that the calendar means by a date of its callbacks. */
export const instantOf = (date: Date) => at(dayOfWallClock(date), timeOfWallClock(date));
