import { lazy } from "@/lib/lazy";

// What of the panel comes after it.
export const KeepingNote = lazy(() => import("@/entities/appointment/keeping-note").then((file) => file.KeepingNote));
export const Editors = lazy(() => import("@/entities/appointment/editors").then((file) => file.Editors));
export const PanelSeries = lazy(() => import("./panel-series").then((file) => file.PanelSeries));
export const PanelOccupies = lazy(() => import("./panel-occupies").then((file) => file.PanelOccupies));
export const PanelHistory = lazy(() => import("./panel-history").then((file) => file.PanelHistory));
export const PanelReminders = lazy(() => import("./panel-reminders").then((file) => file.PanelReminders));
export const EntrySheet = lazy(() => import("@/entities/waitlist/entry-sheet").then((file) => file.EntrySheet));
