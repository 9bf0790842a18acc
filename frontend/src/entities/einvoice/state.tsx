import { FileCheck2, FileClock, FileKey2, FileOutput, FilePen, FileX2, type LucideIcon } from "lucide-react";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import type { DocumentState, Einvoice } from "./schema";

type Look = { label: string; icon: LucideIcon; variant: BadgeVariant; tone: string; told: string };

/** The two dangers differ by icon and word. */
export const DOCUMENT_LOOK: Record<DocumentState, Look> = {
  PREPARED: { label: "Preparado", icon: FilePen, variant: "neutral", tone: "", told: "falta firmar" },
  SIGNED: { label: "Firmado", icon: FileKey2, variant: "info", tone: "text-info", told: "falta enviar" },
  RECEIVED: { label: "Recibido", icon: FileClock, variant: "warning", tone: "text-warning", told: "el SRI revisa" },
  AUTHORISED: { label: "Autorizado", icon: FileCheck2, variant: "success", tone: "text-success", told: "hoy" },
  RETURNED: { label: "Devuelto", icon: FileOutput, variant: "danger", tone: "text-danger", told: "no entraron" },
  NOT_AUTHORISED: { label: "No autorizado", icon: FileX2, variant: "danger", tone: "text-danger", told: "rechazados" },
};

export const DOCUMENT_NAME = { "01": "Factura", "04": "Nota de crédito" } as const;
export const WAITS_FOR_PERSON: readonly DocumentState[] = ["RETURNED", "NOT_AUTHORISED"];
export const isRefused = ({ status }: Pick<Einvoice, "status">) => WAITS_FOR_PERSON.includes(status);

export function DocumentBadge({ status, className }: { status: DocumentState; className?: string }) {
  const { icon, label, variant } = DOCUMENT_LOOK[status];
  return (
    <Badge icon={icon} variant={variant} className={className}>
      {label}
    </Badge>
  );
}

/** What the SRI's portal says of an invoice that was annulled here. */
export const ANNULMENT = {
  AWAITED: "Anulada aquí: falta anularla en el portal del SRI.",
  PENDING: "Anulada aquí; en el portal del SRI espera que el comprador acepte.",
  CONFIRMED: "El SRI confirma que está anulada.",
} as const;
