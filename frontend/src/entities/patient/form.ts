import { today } from "@/lib/dates";
import { optionalDay, optionalEmail, optionalPhone, optionalText, requiredText } from "@/lib/fields";
import { formatPhone } from "@/lib/format";
import { cleanDocument, documentProblem } from "@/lib/identity";
import { z } from "@/lib/zod-es";
import {
  CAME_BY,
  CHANNELS,
  DOCUMENT_TYPES,
  EDUCATIONS,
  ETHNICITIES,
  GENDERS,
  MARITAL_STATUSES,
  NO_DOCUMENT_REASONS,
  type Patient,
} from "./schema";

const ABROAD = ["PASSPORT", "FOREIGN_CARD"];

// Who it is and how to reach them are two schemas: what is wrong in one does not hide what is wrong in the other.
const identityForm = z
  .object({
    document_type: z.enum([...DOCUMENT_TYPES, "NONE"]),
    document_number: z.string(),
    document_country: z.string(),
    no_document_reason: z.enum([...NO_DOCUMENT_REASONS, ""]),
    last_name: optionalText(100),
    single_name: z.boolean(),
  })
  .superRefine((form, context) => {
    const wrong = (field: keyof typeof form, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (!form.single_name && !form.last_name) wrong("last_name", "Complete este campo.");
    if (form.document_type === "NONE") {
      if (!form.no_document_reason) wrong("no_document_reason", "Elija por qué no tiene documento.");
      return;
    }
    const problem = documentProblem(form.document_type, form.document_number);
    if (problem) wrong("document_number", problem);
    if (form.document_type === "FOREIGN_CARD" && !form.document_country) wrong("document_country", "Elija el país.");
  });

const contactForm = z.object({
  first_name: requiredText(100),
  birth_date: optionalDay.refine((day) => !day || day <= today(), "La fecha no puede ser futura."),
  gender: z.enum(GENDERS),
  occupation: optionalText(100),
  phone: optionalPhone,
  email: optionalEmail,
  address: optionalText(300),
  emergency_contact_name: optionalText(100),
  emergency_contact_phone: optionalPhone,
  distinct_person: z.boolean(),
});

/** A closed list that may be left unanswered, and emptied again. */
export const UNSAID = "UNSAID";
const choice = <T extends string>(values: readonly [T, ...T[]]) =>
  z.enum([...values, UNSAID]).transform((value) => (value === UNSAID ? null : (value as T)));

/** Words between commas, as the service stores them. */
export const tagsOf = (text: string) => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim().replace(/\s+/g, " ").toLowerCase())
      .filter(Boolean),
  ),
];

// What the admission form asks, and who signs for a minor: nothing of it is required.
const admissionForm = z
  .object({
    nationality: z.string().transform((code) => (code === UNSAID ? null : code)),
    birth_place: optionalText(100),
    ethnicity: choice(ETHNICITIES),
    marital_status: choice(MARITAL_STATUSES),
    education: choice(EDUCATIONS),
    workplace: optionalText(100),
    insurer: optionalText(100),
    insurance_number: optionalText(40),
    came_by: choice(CAME_BY),
    preferred_channel: choice(CHANNELS),
    emergency_contact_relation: optionalText(60),
    guardian_name: optionalText(100),
    guardian_relation: optionalText(60),
    guardian_document: optionalText(40),
    guardian_phone: optionalPhone,
    tags: z.string().transform(tagsOf),
  })
  .superRefine((form, context) => {
    const wrong = (field: keyof typeof form, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (form.insurance_number && !form.insurer) wrong("insurer", "Falta de qué aseguradora es el número.");
    if (!form.guardian_name && (form.guardian_relation || form.guardian_document || form.guardian_phone))
      wrong("guardian_name", "Falta el nombre de quien lo representa.");
    if (form.tags.length > 10) wrong("tags", "Hasta diez etiquetas.");
    if (form.tags.some((tag) => tag.length > 30)) wrong("tags", "Cada etiqueta tiene hasta 30 letras.");
  });

const everything = z.intersection(z.intersection(identityForm, contactForm), admissionForm);

export const patientForm = everything.transform(({ single_name, ...form }) => {
  const none = form.document_type === "NONE";
  return {
    ...form,
    last_name: single_name ? null : form.last_name,
    document_type: form.document_type === "NONE" ? null : form.document_type,
    document_number: form.document_type === "NONE" ? null : cleanDocument(form.document_type, form.document_number),
    document_country: (ABROAD.includes(form.document_type) && form.document_country) || null,
    no_document_reason: (none && form.no_document_reason) || null,
  };
});

export type PatientInput = z.input<typeof patientForm>;
export type PatientValues = z.output<typeof patientForm>;

export const emptyPatient: PatientInput = {
  document_type: "CEDULA",
  document_number: "",
  document_country: "",
  no_document_reason: "",
  first_name: "",
  last_name: "",
  single_name: false,
  birth_date: "",
  gender: "unknown",
  occupation: "",
  phone: "",
  email: "",
  address: "",
  emergency_contact_name: "",
  emergency_contact_phone: "",
  nationality: UNSAID,
  birth_place: "",
  ethnicity: UNSAID,
  marital_status: UNSAID,
  education: UNSAID,
  workplace: "",
  insurer: "",
  insurance_number: "",
  came_by: UNSAID,
  preferred_channel: UNSAID,
  emergency_contact_relation: "",
  guardian_name: "",
  guardian_relation: "",
  guardian_document: "",
  guardian_phone: "",
  tags: "",
  distinct_person: false,
};

/** What a form shows of a patient: an empty text where there is nothing. */
export const toPatientInput = (patient: Patient): PatientInput => ({
  document_type: patient.document_type ?? "NONE",
  document_number: patient.document_number ?? "",
  document_country: patient.document_country ?? "",
  no_document_reason: patient.no_document_reason ?? "",
  first_name: patient.first_name,
  last_name: patient.last_name ?? "",
  single_name: patient.last_name === null,
  birth_date: patient.birth_date ?? "",
  gender: patient.gender,
  occupation: patient.occupation ?? "",
  phone: patient.phone ? formatPhone(patient.phone) : "",
  email: patient.email ?? "",
  address: patient.address ?? "",
  emergency_contact_name: patient.emergency_contact_name ?? "",
  emergency_contact_phone: patient.emergency_contact_phone ? formatPhone(patient.emergency_contact_phone) : "",
  nationality: patient.nationality ?? UNSAID,
  birth_place: patient.birth_place ?? "",
  ethnicity: patient.ethnicity ?? UNSAID,
  marital_status: patient.marital_status ?? UNSAID,
  education: patient.education ?? UNSAID,
  workplace: patient.workplace ?? "",
  insurer: patient.insurer ?? "",
  insurance_number: patient.insurance_number ?? "",
  came_by: patient.came_by ?? UNSAID,
  preferred_channel: patient.preferred_channel ?? UNSAID,
  emergency_contact_relation: patient.emergency_contact_relation ?? "",
  guardian_name: patient.guardian_name ?? "",
  guardian_relation: patient.guardian_relation ?? "",
  guardian_document: patient.guardian_document ?? "",
  guardian_phone: patient.guardian_phone ? formatPhone(patient.guardian_phone) : "",
  tags: patient.tags.join(", "),
  distinct_person: false,
});
