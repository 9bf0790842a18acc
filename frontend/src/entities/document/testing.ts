import type { PatientDocument, PhotoPair } from "./schema";

// Documents as the service answers them, for the stories of several features.

export const documentOf = (change: Partial<PatientDocument> = {}): PatientDocument => ({
  id: 1,
  patient_id: 7,
  file_id: "0b0e2f0c-5d3f-4c63-9a3a-6f1a5b1c2d3e",
  kind: "PHOTO",
  title: "Frontal inicial",
  taken_on: "2026-08-12",
  note: null,
  appointment_id: null,
  note_id: null,
  view: null,
  stage: null,
  media_type: "image/jpeg",
  size_bytes: 3_100_000,
  width: 4032,
  height: 2688,
  pages: null,
  sha256: "b71e".padEnd(60, "0") + "09c4",
  added_by: { id: "1", name: "Dra. Lucía Mora" },
  withdrawn: null,
  annotated: false,
  version: 1,
  created_at: "2026-08-12T10:00:00-05:00",
  updated_at: "2026-08-12T10:00:00-05:00",
  ...change,
});

export const pairOf = (before: PatientDocument, after: PatientDocument): PhotoPair => ({
  title: `${before.title} y ${after.title}`,
  before,
  after,
  shift_x: "0.00",
  shift_y: "0.00",
  scale: "1.00",
  turn: "0.0",
  arranged_by: { id: "1", name: "Dra. Lucía Mora" },
  arranged_at: "2026-11-20T10:00:00-05:00",
});
