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
