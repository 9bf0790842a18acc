import { useMutation, useQueryClient } from "@tanstack/react-query";
import { retentionSchema } from "@/entities/patient/erasures";
import { retentionChanged } from "@/entities/patient/retention-changed";
import { RETENTION } from "@/entities/paths";
import { api } from "@/lib/api";

export type RetentionBody = { record_years: number; invoice_years: number; version: number };

/** Decides how many years must stay what must. */
export function useSaveRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: RetentionBody) =>
      api(retentionSchema, RETENTION, { method: "PUT", body, version }),
    onSettled: () => retentionChanged(client),
  });
}
