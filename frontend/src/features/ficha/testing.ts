import type { Appointment } from "@/entities/appointment/schema";
import { appointment } from "@/entities/appointment/testing";
import type { InvoiceRow } from "@/entities/invoice/schema";
import { invoiceRow } from "@/entities/invoice/testing";
import type { HistoryEntry, Note } from "@/entities/record/schema";

// Papers for the stories of this feature.

export const entry = (change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: 1,
  patient_id: 7,
  category: "ALLERGY",
  description: "Penicilina",
  severity: "HIGH",
  onset_date: null,
  active: true,
  recorded_by: { id: "4", name: "Dra. Lucía Mora" },
  version: 1,
  created_at: "2026-02-01T10:00:00-05:00",
  updated_at: "2026-02-01T10:00:00-05:00",
  ...change,
});

/** Written by the person in session, unless told otherwise. */
export const note = (change: Partial<Note> = {}): Note => ({
  id: 12,
  patient_id: 7,
  appointment_id: null,
  reason: "Dolor en molar",
  subjective: "Dolor al frío",
  objective: null,
  assessment: null,
  plan: null,
  diagnoses: [],
  status: "DRAFT",
  author: { id: "1", name: "Dra. Lucía Mora" },
  signed_by: null,
  signed_at: null,
  content_sha256: null,
  addenda: [],
  version: 1,
  created_at: "2026-11-20T10:00:00-05:00",
  updated_at: "2026-11-20T10:05:00-05:00",
  ...change,
});

export const signed = (change: Partial<Note> = {}) =>
  note({
    id: 11,
    status: "SIGNED",
    signed_by: { id: "1", name: "Dra. Lucía Mora" },
    signed_at: "2026-11-20T10:30:00-05:00",
    content_sha256: "17c8d0ed0b93aa55",
    ...change,
  });

export const visit = (change: Partial<Appointment> = {}): Appointment =>
  appointment({
    id: 5,
    patient: { id: 7, name: "Marcela Vélez Cano" },
    doctor: { id: 4, name: "Dra. Lucía Mora" },
    room: null,
    start_time: "2026-11-12T10:00:00-05:00",
    end_time: "2026-11-12T10:45:00-05:00",
    status: "COMPLETED",
    ...change,
  });

export const invoice = (change: Partial<InvoiceRow> = {}): InvoiceRow =>
  invoiceRow({
    id: 20,
    payment_status: "PARTIAL",
    issue_date: "2026-11-12",
    dated_on: "2026-11-12",
    created_at: "2026-11-12T11:00:00-05:00",
    appointment_id: 5,
    total: "45.00",
    paid: "20.00",
    balance: "25.00",
    ...change,
  });
