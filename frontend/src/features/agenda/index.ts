export { AgendaPage } from "./components/agenda-page";
export { SchedulesPage } from "./components/schedules-page";
