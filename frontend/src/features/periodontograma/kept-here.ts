import { periodontalToothSchema, type PeriodontalTooth } from "@/entities/periodontogram/schema";
import { z } from "@/lib/zod-es";

// The measures that no server has yet, while there is no connection: numbers under the number of the file, never a
// name or a text. Gone as soon as they are saved.

const keptSchema = z.object({ id: z.number().nullable(), version: z.number(), teeth: z.array(periodontalToothSchema) });

export const hereKey = (userId: number | string, patientId: number) =>
  `omniclinica.periodontograma.${userId}.${patientId}`;

export function keepHere(key: string, kept: { id: number | null; version: number; teeth: PeriodontalTooth[] }) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still has it in memory.
  }
}

export function keptHere(key: string) {
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
