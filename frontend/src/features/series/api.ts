import { useMutation, useQueryClient } from "@tanstack/react-query";
import { seriesChanged } from "@/entities/invoice/changed";
import { seriesSchema } from "@/entities/invoice/schema";
import { api } from "@/lib/api";
import type { NewSeries, SeriesChanges } from "./forms";

export function useCreateSeries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSeries) => api(seriesSchema, "/facturacion/series", { method: "POST", body }),
    onSuccess: () => seriesChanged(client),
  });
}

export function useChangeSeries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, changes }: { id: number; version: number; changes: SeriesChanges }) =>
      api(seriesSchema, `/facturacion/series/${id}`, { method: "PATCH", version, body: changes }),
    onSuccess: () => seriesChanged(client),
  });
}
