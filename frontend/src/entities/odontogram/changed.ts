import type { QueryClient } from "@tanstack/react-query";
import { invalidate } from "@/lib/resource";
import { ODONTOGRAMS, odontogramQuery, odontogramsOf, odontogramsQuery, TOOTH_KINDS } from "./queries";
import type { Odontogram } from "./schema";

/** What a save answered is what stands now: nobody asks again while the chart is being filled. */
export function kept(client: QueryClient, chart: Odontogram) {
  client.setQueryData(odontogramQuery(chart.id).queryKey, chart);
  client.setQueryData(odontogramsQuery(chart.patient_id).queryKey, (before) => {
    if (!before) return before;
    const others = before.data.filter(({ id }) => id !== chart.id);
    return { data: [chart, ...others], current: chart };
  });
}

/** A version was signed, begun or thrown away. */
export const changed = (client: QueryClient, patientId: number) =>
  invalidate(client, [odontogramsOf(patientId), ODONTOGRAMS]);

/** What charts of this clinic may find was changed. */
export const kindsChanged = (client: QueryClient) => invalidate(client, [TOOTH_KINDS]);
