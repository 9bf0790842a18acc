// Ecuador's identity numbers. The cédula's check digit is strict. The RUC of a person is a
// cédula plus 001. The RUC of a company or a public body is checked by its shape only: the
// tax authority assigns numbers that follow no published algorithm.

import type { DocumentType } from "@/lib/documents";

const WEIGHTS = [2, 1, 2, 1, 2, 1, 2, 1, 2];

export function isCedula(value: string) {
  if (!/^\d{10}$/.test(value)) return false;
  const province = Number(value.slice(0, 2));
  if (!(province >= 1 && province <= 24) && province !== 30) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => {
    const product = Number(value[index]) * weight;
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(value[9]);
}

export function isRuc(value: string) {
  if (!/^\d{13}$/.test(value) || !value.endsWith("001")) return false;
  const third = Number(value[2]);
  if (third <= 5) return isCedula(value.slice(0, 10));
  const province = Number(value.slice(0, 2));
  return (third === 6 || third === 9) && ((province >= 1 && province <= 24) || province === 30);
}

/** The number as it is stored: without what is printed between its digits, `171003406-5`, nor what a copy brings along. */
export const cleanDocument = (type: DocumentType, value: string) =>
  (type === "PASSPORT" ? value.trim() : value.replace(/[\s.\p{Pd}\p{Cf}]/gu, "")).toUpperCase();

/** The sentence for a wrong document, or null when it is right. */
export function documentProblem(type: DocumentType, value: string): string | null {
  // Capitals of other alphabets would become ours, and the number another one.
  const text = /[^\p{ASCII}\p{Cf}\p{Pd}\s]/u.test(value) ? value : cleanDocument(type, value);
  if (!text) return "Complete este campo.";
  if (type === "PASSPORT")
    return /^[A-Za-z0-9]{5,20}$/.test(text) ? null : "Use de 5 a 20 letras o números, sin espacios.";
  if (type === "FOREIGN_CARD") return /^[A-Za-z0-9]{4,20}$/.test(text) ? null : "Use de 4 a 20 letras o números.";
  const digits = type === "CEDULA" ? 10 : 13;
  if (!/^\d+$/.test(text)) return "Use solo números.";
  if (text.length !== digits) return `${type === "CEDULA" ? "La cédula" : "El RUC"} tiene ${digits} dígitos.`;
  if (type === "CEDULA") return isCedula(text) ? null : "El último dígito no corresponde.";
  return isRuc(text) ? null : "Este RUC no es válido.";
}
