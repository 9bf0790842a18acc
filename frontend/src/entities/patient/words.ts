import { countryName } from "@/lib/countries";
import { DOCUMENT_LABEL, type DocumentType } from "@/lib/documents";
import type { LikelyDuplicate, NO_DOCUMENT_REASONS, PatientRow } from "./schema";

export const GENDER_LABEL: Record<PatientRow["gender"], string> = {
  female: "Femenino",
  male: "Masculino",
  other: "Otro",
  unknown: "Sin especificar",
};

type NoDocument = (typeof NO_DOCUMENT_REASONS)[number];
export const NO_DOCUMENT_LABEL: Record<NoDocument, string> = {
  NEWBORN: "Recién nacido",
  LOST: "Documento perdido",
  OTHER: "Otro motivo",
};
const NO_DOCUMENT: Record<NoDocument, string> = {
  NEWBORN: "Sin documento: recién nacido",
  LOST: "Sin documento: lo perdió",
  OTHER: "Sin documento",
};

type Identity = {
  document_type?: string | null;
  document_number?: string | null;
  document_country?: string | null;
  no_document_reason?: NoDocument | null;
};

/** The kind of document, `Identificación extranjera (Chile)`. */
export function documentLabel({ document_type, document_country }: Identity) {
  if (!document_type) return "Documento";
  const label = DOCUMENT_LABEL[document_type as DocumentType];
  return document_country ? `${label} (${countryName(document_country)})` : label;
}

/** The number alone, or why there is none. */
export const documentNumber = ({ document_number, no_document_reason }: Identity) =>
  document_number ?? NO_DOCUMENT[no_document_reason ?? "OTHER"];

export const WHY_LIKELY: Record<LikelyDuplicate["why"], string> = {
  DOCUMENT: "mismo documento",
  NAME_AND_BIRTH_DATE: "mismo nombre y fecha de nacimiento",
  NAME_AND_PHONE: "mismo nombre y teléfono",
  NAME_AND_EMAIL: "mismo nombre y correo",
  PHONE: "mismo teléfono",
};

// Without the icons of the antecedents: every list and the agenda say these words.
const ALERTS: Record<string, string> = {
  ALLERGY: "Alergia",
  CONDITION: "Enfermedad",
  MEDICATION: "Medicación",
  PREGNANCY: "Embarazo",
};

/** Of what kind an alert is. */
export const alertWord = (kind: string) => ALERTS[kind] ?? "Alerta";

/** Texts that stand alone, as the form, the file and the comparison of two files call them. */
export const ALONE_LABEL = {
  occupation: "Ocupación",
  workplace: "Lugar de trabajo",
  birth_place: "Lugar de nacimiento",
};
export const ALONE = Object.keys(ALONE_LABEL) as (keyof typeof ALONE_LABEL)[];
