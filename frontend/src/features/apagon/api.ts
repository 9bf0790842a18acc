import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { OUTAGES, outagesChanged } from "@/entities/outage/queries";
import { outageEntrySchema, outageSchema, type Outage, type PaperVisit } from "@/entities/outage/schema";
import { noteSchema } from "@/entities/record/schema";
import { api } from "@/lib/api";
import type { EntryValues, OutageBody } from "./forms";

export function useSaveOutage(outage?: Outage) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: OutageBody) =>
      outage
        ? api(outageSchema, `${OUTAGES}/${outage.id}`, { method: "PATCH", body, version: outage.version })
        : api(outageSchema, OUTAGES, { method: "POST", body }),
    onSettled: () => outagesChanged(client),
  });
}

type Entering = Omit<EntryValues, "from" | "until" | "day"> & { started_at: string; ended_at: string };

/** Enters a sheet: the visit first, unless it was; then its note, a draft that its professional completes and signs. */
export function useEnterSheet(outage: Outage, visit: PaperVisit) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ started_at, ended_at, sheet, with_note, ...note }: Entering) => {
      if (!visit.entry)
        await api(outageEntrySchema, `${OUTAGES}/${outage.id}/entries`, {
          method: "POST",
          body: { appointment_id: visit.appointment_id, started_at, ended_at, sheet: sheet || null },
        });
      if (!with_note) return null;
      return api(noteSchema, `${PATIENTS}/${visit.patient.id}/notes`, {
        method: "POST",
        body: {
          ...Object.fromEntries(Object.entries(note).map(([name, text]) => [name, text || null])),
          appointment_id: visit.appointment_id,
          paper: { outage_id: outage.id, attended_at: visit.entry?.started_at ?? started_at },
        },
      });
    },
    onSettled: () => outagesChanged(client),
  });
}
