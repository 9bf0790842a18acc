import type { QueryClient } from "@tanstack/react-query";
import { invalidate } from "@/lib/resource";
import { PERIODONTOGRAMS, periodontogramQuery, periodontogramsOf, periodontogramsQuery } from "./queries";
import type { Periodontogram } from "./schema";

/** What a save answered is what stands now: nobody asks again while the exam is being filled. */
export function kept(client: QueryClient, exam: Periodontogram) {
  client.setQueryData(periodontogramQuery(exam.id).queryKey, exam);
  client.setQueryData(periodontogramsQuery(exam.patient_id).queryKey, (before) => {
    if (!before) return before;
    const others = before.data.filter(({ id }) => id !== exam.id);
    return { data: [exam, ...others], current: exam };
  });
}

/** An exam was signed, begun or thrown away. */
export const changed = (client: QueryClient, patientId: number) =>
  invalidate(client, [periodontogramsOf(patientId), PERIODONTOGRAMS]);
