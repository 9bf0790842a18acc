import { finding, type Finding } from "./findings";
import type { Odontogram, Odontograms } from "./schema";

// Charts as the service answers them, for the stories of several features.

const DOCTOR = { id: "4", name: "Dra. Verónica Salazar" };

export const noted = (change: Parameters<typeof finding>[0]): Finding => ({
  noted_at: "2026-11-12T15:00:00Z",
  noted_by: DOCTOR,
  ...finding(change),
});

export function odontogram(change: Partial<Odontogram> = {}): Odontogram {
  const findings = change.findings ?? [noted({ tooth: 26, kind: "CARIES", faces: ["O", "M"] })];
  return {
    id: 31,
    patient_id: 7,
    note_id: null,
    status: "DRAFT",
    created_at: "2026-11-24T15:00:00Z",
    updated_at: "2026-11-24T15:10:00Z",
    author: DOCTOR,
    signed_at: null,
    signed_by: null,
    version: 1,
    dentition: "PERMANENT",
    indices: {
      cpo: { decayed: [26], missing: [], filled: [], total: 1 },
      ceo: { decayed: [], extracted: [], filled: [], total: 0 },
    },
    sha256: null,
    ...change,
    findings: findings as Odontogram["findings"],
  };
}

export const signedOdontogram = (change: Partial<Odontogram> = {}) =>
  odontogram({
    id: 30,
    status: "SIGNED",
    created_at: "2025-07-30T15:00:00Z",
    updated_at: "2025-07-30T15:30:00Z",
    signed_at: "2025-07-30T15:30:00Z",
    signed_by: DOCTOR,
    sha256: "17c8d0ed0b93aa55",
    version: 4,
    ...change,
  });

export const odontograms = (...charts: Odontogram[]): Odontograms => ({
  data: charts,
  current: charts[0] ?? null,
});
