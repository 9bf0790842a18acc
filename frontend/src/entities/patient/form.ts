import { today } from "@/lib/dates";
import { optionalDay, optionalEmail, optionalText, requiredText } from "@/lib/fields";
import { documentProblem } from "@/lib/identity";
import { z } from "@/lib/zod-es";
import { DOCUMENT_TYPES, GENDERS, type PatientRow } from "./schema";

// As the service reads telephones; how they are stored is its own affair.
const optionalPhone = z
  .union([
    z.literal(""),
    z
      .string()
      .trim()
      .regex(/^\+?[0-9][0-9 ()-]{5,19}$/, "Escriba un teléfono como 099 812 4470."),
  ])
  .nullish()
  .transform((value) => value || null);

export const patientForm = z
  .object({
    document_type: z.enum(DOCUMENT_TYPES),
    document_number: z.string().trim().min(1),
    first_name: requiredText(100),
    last_name: requiredText(100),
    birth_date: optionalDay.refine((day) => !day || day <= today(), "La fecha no puede ser futura."),
    gender: z.enum(GENDERS),
    phone: optionalPhone,
    email: optionalEmail,
    address: optionalText(300),
    emergency_contact_name: optionalText(100),
    emergency_contact_phone: optionalPhone,
  })
  .superRefine((form, context) => {
    const problem = documentProblem(form.document_type, form.document_number);
    if (problem) context.addIssue({ code: "custom", path: ["document_number"], message: problem });
  })
  .transform((form) => ({ ...form, document_number: form.document_number.toUpperCase() }));

export type PatientInput = z.input<typeof patientForm>;
export type PatientValues = z.output<typeof patientForm>;

export const emptyPatient: PatientInput = {
  document_type: "CEDULA",
  document_number: "",
  first_name: "",
  last_name: "",
  birth_date: "",
  gender: "unknown",
  phone: "",
  email: "",
  address: "",
  emergency_contact_name: "",
  emergency_contact_phone: "",
};

/** What a form shows of a patient: an empty text where there is nothing. */
export const toPatientInput = (patient: PatientRow): PatientInput => ({
  document_type: patient.document_type,
  document_number: patient.document_number,
  first_name: patient.first_name,
  last_name: patient.last_name,
  birth_date: patient.birth_date ?? "",
  gender: patient.gender,
  phone: patient.phone ?? "",
  email: patient.email ?? "",
  address: patient.address ?? "",
  emergency_contact_name: patient.emergency_contact_name ?? "",
  emergency_contact_phone: patient.emergency_contact_phone ?? "",
});
