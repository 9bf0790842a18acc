import {
  CAME_BY_LABEL,
  CHANNEL_LABEL,
  EDUCATION_LABEL,
  ETHNICITY_LABEL,
  MARITAL_LABEL,
} from "@/entities/patient/admission";
import type { Patient } from "@/entities/patient/schema";
import { ALONE, ALONE_LABEL, documentLabel, documentNumber, GENDER_LABEL } from "@/entities/patient/words";
import { countryName } from "@/lib/countries";
import { formatDate, formatPhone } from "@/lib/format";

const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(" · ");
const phone = (value: string | null | undefined) => value && formatPhone(value);

export type Row = { choice: string; label: string; say: (patient: Patient) => string | null | undefined };

/** What is chosen between two files, in the order of the file. The choices are those of the service. */
export const ROWS: Row[] = [
  { choice: "name", label: "Nombre", say: (one) => one.full_name },
  {
    choice: "document",
    label: "Documento",
    say: (one) => (one.document_type ? `${documentLabel(one)} ${documentNumber(one)}` : documentNumber(one)),
  },
  { choice: "birth_date", label: "Nacimiento", say: (one) => one.birth_date && formatDate(one.birth_date) },
  { choice: "gender", label: "Sexo", say: (one) => (one.gender === "unknown" ? null : GENDER_LABEL[one.gender]) },
  { choice: "phone", label: "Teléfono", say: (one) => phone(one.phone) },
  { choice: "email", label: "Correo", say: (one) => one.email },
  { choice: "address", label: "Dirección", say: (one) => one.address },
  {
    choice: "preferred_channel",
    label: "Prefiere",
    say: (one) => one.preferred_channel && CHANNEL_LABEL[one.preferred_channel],
  },
  {
    choice: "emergency_contact",
    label: "Emergencia",
    say: (one) =>
      joined(one.emergency_contact_name, one.emergency_contact_relation, phone(one.emergency_contact_phone)),
  },
  {
    choice: "guardian",
    label: "Quién firma",
    say: (one) => joined(one.guardian_name, one.guardian_relation, one.guardian_document, phone(one.guardian_phone)),
  },
  { choice: "insurance", label: "Seguro", say: (one) => joined(one.insurer, one.insurance_number) },
  ...ALONE.map((choice) => ({ choice, label: ALONE_LABEL[choice], say: (one: Patient) => one[choice] })),
  { choice: "nationality", label: "Nacionalidad", say: (one) => one.nationality && countryName(one.nationality) },
  { choice: "ethnicity", label: "Autoidentificación", say: (one) => one.ethnicity && ETHNICITY_LABEL[one.ethnicity] },
  {
    choice: "marital_status",
    label: "Estado civil",
    say: (one) => one.marital_status && MARITAL_LABEL[one.marital_status],
  },
  { choice: "education", label: "Instrucción", say: (one) => one.education && EDUCATION_LABEL[one.education] },
  { choice: "came_by", label: "Cómo llegó", say: (one) => one.came_by && CAME_BY_LABEL[one.came_by] },
];

/** Without a person's word: what only the file that goes says is taken, and of two that differ the one that stands. */
export const takenByItself = (stands: Patient, other: Patient) =>
  ROWS.filter(({ choice, say }) =>
    choice === "document" ? !stands.document_type && Boolean(other.document_type) : !say(stands) && Boolean(say(other)),
  ).map(({ choice }) => choice);
