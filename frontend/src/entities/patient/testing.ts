import type { Patient, PatientRow } from "./schema";

// Patients as the service answers them, for the stories of several features.

export const page = <T>(...data: T[]) => ({ data, next: null, total: data.length, total_exact: true });

export const row = (change: Partial<PatientRow> = {}): PatientRow => ({
  id: 7,
  document_type: "CEDULA",
  document_number: "1710034065",
  document_country: null,
  no_document_reason: null,
  first_name: "Marcela",
  last_name: "Vélez Cano",
  full_name: "Marcela Vélez Cano",
  birth_date: "1988-04-11",
  gender: "female",
  phone: "0998124470",
  email: "marcela@correo.ec",
  address: null,
  emergency_contact_name: null,
  emergency_contact_phone: null,
  tags: [],
  active: true,
  version: 3,
  created_at: "2026-01-10T09:00:00-05:00",
  updated_at: "2026-01-10T09:00:00-05:00",
  ...change,
});

export const patient = (change: Partial<Patient> = {}): Patient => ({ ...row(), alerts: [], ...change });

/** What somebody asked to be erased, not confirmed yet. */
export const erasure = (change = {}) => ({
  id: 4,
  patient: { id: 7, full_name: "Ana Pérez" },
  requested_by: "PATIENT",
  reason: "Lo pide por escrito",
  state: "ASKED",
  asked_by: { id: "2", name: "Rosa Vera" },
  asked_at: "2026-11-20T10:00:00-05:00",
  withdrawn_by: null,
  withdrawn_reason: null,
  withdrawn_at: null,
  whole: null,
  record_until: null,
  invoices_until: null,
  confirmed_by: null,
  confirmed_at: null,
  due: false,
  ...change,
});
