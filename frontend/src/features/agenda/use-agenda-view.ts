"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { practitionersQuery } from "@/entities/person/queries";
import { useIsDesktop } from "@/hooks/use-media";
import { useUrlState } from "@/hooks/use-url-state";
import { useMe } from "@/lib/session";
import { addDays, addMonths, endOfMonth, startOfMonth, startOfWeek, today } from "@/lib/dates";
import { usePreferences } from "./use-preferences";

export type AgendaMode = "dia" | "semana" | "mes" | "lista";
/** What the colour of a visit says. */
export type Colours = "state" | "doctor" | "treatment";
export type GroupBy = "doctor" | "room";

const isDay = (text: string | null): text is string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const isMode = (text: string | null): text is AgendaMode => ["dia", "semana", "mes", "lista"].includes(text ?? "");

/**
 * What of the agenda is being looked at. It lives in the address; what the address leaves open is as this person last
 * chose, and who attends begins with the own column.
 */
export function useAgendaView() {
  const url = useUrlState();
  const desktop = useIsDesktop();
  const me = useMe().id;
  const [preferences, prefer] = usePreferences();
  const { data: practitioners } = useQuery(practitionersQuery);
  const attends = practitioners?.some(({ id }) => id === me) ?? false;
  return useMemo(() => {
    const asked = url.get("fecha");
    const day = isDay(asked) ? asked : today();
    const wished = url.get("vista") ?? preferences.mode;
    // A week of columns does not fit under a thumb.
    const mode: AgendaMode = isMode(wished) && (desktop || wished !== "semana") ? wished : "dia";
    const chosen = url.get("prof");
    const ids =
      chosen === null
        ? (preferences.doctorIds ?? (attends ? [Number(me)] : []))
        : chosen
            .split(",")
            .map(Number)
            .filter((id) => Number.isInteger(id) && id > 0);
    const goTo = (next: string) => url.set({ fecha: next === today() ? null : next });
    return {
      desktop,
      day,
      mode,
      by: ((url.get("por") ?? (preferences.by === "room" ? "consultorio" : "")) === "consultorio"
        ? "room"
        : "doctor") as GroupBy,
      density: preferences.density,
      figures: preferences.figures,
      nextFree: preferences.nextFree,
      colours: preferences.colours,
      prefer,
      /** The person looking has a column of their own. */
      attends,
      doctorIds: ids,
      selectedId: Number(url.get("cita")) || null,
      creating: url.get("nuevo") === "1",
      patientToBook: Number(url.get("paciente")) || null,
      itemsToBook: url.get("item"),
      goTo,
      step: (steps: number) =>
        goTo(mode === "mes" ? addMonths(day, steps) : addDays(day, mode === "dia" ? steps : 7 * steps)),
      show: (next: AgendaMode, on = day) => {
        prefer({ mode: next });
        url.set({ vista: next === "dia" ? null : next, fecha: on === today() ? null : on });
      },
      group: (by: GroupBy) => {
        prefer({ by });
        url.set({ por: by === "room" ? "consultorio" : null });
      },
      /** On a phone, where one room is shown at a time: the column of one. */
      roomId: url.get("sala"),
      chooseRoom: (id: string) => url.set({ sala: id }),
      choose: (doctorIds: readonly number[]) => {
        prefer({ doctorIds: [...doctorIds] });
        url.set({ prof: doctorIds.join(",") });
      },
      select: (id: number | null) => url.set({ cita: id }),
      closeForm: () => url.set({ nuevo: null, paciente: null, item: null }),
    };
  }, [url, desktop, preferences, prefer, attends, me]);
}

export type AgendaViewState = ReturnType<typeof useAgendaView>;

/** The days a mode shows around a day. */
export function spanOfMode(mode: AgendaMode, day: string) {
  if (mode === "semana" || mode === "lista") return { from: startOfWeek(day), to: addDays(startOfWeek(day), 6) };
  if (mode === "mes") return { from: startOfWeek(startOfMonth(day)), to: addDays(startOfWeek(endOfMonth(day)), 6) };
  return { from: day, to: day };
}
