import { FileSignature, FileText, HeartPulse, Image, Pill, type LucideIcon } from "lucide-react";
import type { EntryKind, TimelineEntry } from "@/entities/record/schema";

/** Each kind of entry: how a filter calls it, its sign, who may see it, and the part of the file that holds it. */
export const ENTRY_WORDS: Record<EntryKind, { label: string; icon: LucideIcon; permission: string; tab: string }> = {
  NOTE: { label: "Notas", icon: FileText, permission: "records:read", tab: "notas" },
  VITAL_SIGNS: { label: "Signos", icon: HeartPulse, permission: "records:read", tab: "notas" },
  PRESCRIPTION: { label: "Recetas", icon: Pill, permission: "records:read", tab: "recetas" },
  DOCUMENT: { label: "Documentos", icon: Image, permission: "documents:read", tab: "documentos" },
  CONSENT: { label: "Consentimientos", icon: FileSignature, permission: "consents:read", tab: "consentimientos" },
};

export const STATUS_WORDS: Record<NonNullable<TimelineEntry["status"]>, string> = {
  DRAFT: "Borrador",
  SIGNED: "Firmada",
  ANNULLED: "Anulada",
  ACCEPTED: "Aceptado",
  REFUSED: "Rechazado",
  EMERGENCY: "Por emergencia",
  REVOKED: "Revocado",
};
