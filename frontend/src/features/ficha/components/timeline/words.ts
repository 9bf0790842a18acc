import {
  FileBadge,
  FileSignature,
  FileText,
  FlaskConical,
  Grid2x2,
  HeartPulse,
  Image,
  Pill,
  type LucideIcon,
} from "lucide-react";
import type { EntryKind, TimelineEntry } from "@/entities/record/schema";

/** Each kind of entry: how a filter calls it, its sign, who may see it, and the part of the file that holds it. */
export const ENTRY_WORDS: Record<
  EntryKind,
  { label: string; icon: LucideIcon; permission: string; tab: string | null }
> = {
  NOTE: { label: "Notas", icon: FileText, permission: "records:read", tab: "notas" },
  VITAL_SIGNS: { label: "Signos", icon: HeartPulse, permission: "records:read", tab: "notas" },
  PRESCRIPTION: { label: "Recetas", icon: Pill, permission: "records:read", tab: "recetas" },
  CERTIFICATE: { label: "Certificados", icon: FileBadge, permission: "records:read", tab: "certificados" },
  ORDER: { label: "Órdenes", icon: FlaskConical, permission: "records:read", tab: "ordenes" },
  DOCUMENT: { label: "Documentos", icon: Image, permission: "documents:read", tab: "documentos" },
  CONSENT: { label: "Consentimientos", icon: FileSignature, permission: "consents:read", tab: "consentimientos" },
  // A chart is a page of its own.
  CHART: { label: "Odontogramas", icon: Grid2x2, permission: "records:read", tab: null },
};

export const STATUS_WORDS: Record<NonNullable<TimelineEntry["status"]>, string> = {
  DRAFT: "Borrador",
  SIGNED: "Firmada",
  RETURNED: "Devuelta",
  ANNULLED: "Anulada",
  ACCEPTED: "Aceptado",
  REFUSED: "Rechazado",
  EMERGENCY: "Por emergencia",
  REVOKED: "Revocado",
};
