import { findingSchema } from "@/entities/odontogram/schema";
import type { Finding } from "@/entities/odontogram/findings";
import { z } from "@/lib/zod-es";

// The findings that no server has yet, while there is no connection: codes and numbers of teeth under the number of
// the file, never a name or a text (a remark stays in memory, as a note's text does). Gone as soon as they are saved.

const keptSchema = z.object({
  id: z.number().nullable(),
  version: z.number(),
  changes: z.number(),
  findings: z.array(findingSchema),
});
export type KeptHere = z.infer<typeof keptSchema>;

export const hereKey = (userId: number | string, patientId: number) => `omniclinica.odontograma.${userId}.${patientId}`;

export function keepHere(
  key: string,
  kept: { id: number | null; version: number; changes: number; findings: Finding[] },
) {
  const codes = kept.findings.map(({ noted_by: _by, remark: _remark, ...item }) => ({ ...item, remark: null }));
  try {
    localStorage.setItem(key, JSON.stringify({ ...kept, findings: codes }));
  } catch {
    // A browser that keeps nothing still has it in memory.
  }
}

export function keptHere(key: string): KeptHere | null {
  try {
    const kept = keptSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? "null"));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

export function forgetHere(key: string) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** What was kept, with the remarks that the service has of the same findings. */
export const withRemarks = (kept: KeptHere["findings"], stored: readonly Finding[]): Finding[] =>
  kept.map((item) => {
    const twin = stored.find(
      (other) => other.tooth === item.tooth && other.kind === item.kind && other.faces.join() === item.faces.join(),
    );
    return { ...item, remark: twin?.remark ?? null };
  });
