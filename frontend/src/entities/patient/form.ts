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

// Texts and telephones that may stay empty: of each line are made the field's rule, the empty form and what a form shows.
const texts = {
  occupation: optionalText(100),
  address: optionalText(300),
  emergency_contact_name: optionalText(100),
  emergency_contact_relation: optionalText(60),
  birth_place: optionalText(100),
  workplace: optionalText(100),
  insurer: optionalText(100),
  insurance_number: optionalText(40),
  guardian_name: optionalText(100),
  guardian_relation: optionalText(60),
  guardian_document: optionalText(40),
};
const phones = { phone: optionalPhone, emergency_contact_phone: optionalPhone, guardian_phone: optionalPhone };

/** For each of these fields, what `of` says. */
const each = <K extends string>(fields: Record<K, unknown>, of: (field: K) => string) =>
  Object.fromEntries((Object.keys(fields) as K[]).map((field) => [field, of(field)])) as Record<K, string>;

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
  email: optionalEmail,
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
    ...texts,
    ...phones,
    nationality: z.string().transform((code) => (code === UNSAID ? null : code)),
    ethnicity: choice(ETHNICITIES),
    marital_status: choice(MARITAL_STATUSES),
    education: choice(EDUCATIONS),
    came_by: choice(CAME_BY),
    preferred_channel: choice(CHANNELS),
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
  ...each({ ...texts, ...phones }, () => ""),
  document_type: "CEDULA",
  document_number: "",
  document_country: "",
  no_document_reason: "",
  first_name: "",
  last_name: "",
  single_name: false,
  birth_date: "",
  gender: "unknown",
  email: "",
  nationality: UNSAID,
  ethnicity: UNSAID,
  marital_status: UNSAID,
  education: UNSAID,
  came_by: UNSAID,
  preferred_channel: UNSAID,
  tags: "",
  distinct_person: false,
};

/** What a form shows of a patient: an empty text where there is nothing. */
export const toPatientInput = (patient: Patient): PatientInput => ({
  ...each(texts, (field) => patient[field] ?? ""),
  ...each(phones, (field) => (patient[field] ? formatPhone(patient[field]) : "")),
  document_type: patient.document_type ?? "NONE",
  document_number: patient.document_number ?? "",
  document_country: patient.document_country ?? "",
  no_document_reason: patient.no_document_reason ?? "",
  first_name: patient.first_name,
  last_name: patient.last_name ?? "",
  single_name: patient.last_name === null,
  birth_date: patient.birth_date ?? "",
  gender: patient.gender,
  email: patient.email ?? "",
  nationality: patient.nationality ?? UNSAID,
  ethnicity: patient.ethnicity ?? UNSAID,
  marital_status: patient.marital_status ?? UNSAID,
  education: patient.education ?? UNSAID,
  came_by: patient.came_by ?? UNSAID,
  preferred_channel: patient.preferred_channel ?? UNSAID,
  tags: patient.tags.join(", "),
  distinct_person: false,
});
