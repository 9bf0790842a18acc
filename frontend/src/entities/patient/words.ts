import type { PatientRow } from "./schema";

export const GENDER_LABEL: Record<PatientRow["gender"], string> = {
  female: "Femenino",
  male: "Masculino",
  other: "Otro",
  unknown: "Sin especificar",
};
