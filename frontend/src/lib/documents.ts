// What a person identifies themselves with. How a number is checked is in `identity`, which only forms need.

export type DocumentType = "CEDULA" | "RUC" | "PASSPORT" | "FOREIGN_CARD";

export const DOCUMENT_LABEL: Record<DocumentType, string> = {
  CEDULA: "Cédula",
  RUC: "RUC",
  PASSPORT: "Pasaporte",
  FOREIGN_CARD: "Identificación extranjera",
};
