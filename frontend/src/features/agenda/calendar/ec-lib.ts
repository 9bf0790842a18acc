// Named re-exports: the bundler leaves the calendar's other views out, which an import() of
// the whole package could not do. Loaded only when an agenda is on screen.
export { createCalendar, destroyCalendar, Interaction, ResourceTimeGrid, TimeGrid } from "@event-calendar/core";
