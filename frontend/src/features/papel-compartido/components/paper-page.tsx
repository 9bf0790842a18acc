"use client";

import { CircleCheck, CircleSlash2, TriangleAlert } from "lucide-react";
import { CenteredCard } from "@/components/layout/centered-card";
import { LinkedPage } from "@/components/layout/linked-page";
import { formatDateTime, formatFullDate } from "@/lib/format";
import { cn } from "@/lib/utils";

const SHARED = "/historia-clinica/shared/paper";
const TITLE = "¿Es auténtico este papel?";

type Shared = {
  kind: "NOTE" | "PRESCRIPTION" | "CERTIFICATE" | "ORDER";
  number: string | null;
  issued_at: string;
  professional: string;
  patient: string;
  content_sha256: string;
  state: "VALID" | "ANNULLED" | "CHANGED";
  annulled_at: string | null;
  signature: { holder: string; issuer: string; serial: string } | null;
};

const KINDS: Record<Shared["kind"], string> = {
  NOTE: "Nota clínica",
  PRESCRIPTION: "Receta",
  CERTIFICATE: "Certificado médico",
  ORDER: "Orden de exámenes",
};
const SAID = {
  VALID: { icon: CircleCheck, tone: "text-success", text: "Sí: la clínica emitió este papel." },
  ANNULLED: { icon: CircleSlash2, tone: "text-danger", text: "No vale: la clínica lo emitió y después lo anuló." },
  CHANGED: {
    icon: TriangleAlert,
    tone: "text-danger",
    text: "No se puede confirmar: la historia no dice ya lo que se imprimió. Llame a la clínica.",
  },
};

/** Whoever holds a paper of the clinic learns whether it is what was issued, and nothing of what it says. */
export function PaperPage() {
  return (
    <LinkedPage<Shared> path={SHARED} title={TITLE} what="el papel">
      {({ shared, clinic }) => {
        const { icon: Icon, tone, text } = SAID[shared.state];
        return (
          <CenteredCard
            title={TITLE}
            clinic={clinic}
            footer="Aquí no se ve nada de lo que dice el papel: solo si es el que se emitió."
          >
            <p role="status" className="flex gap-3 text-base font-medium">
              <Icon className={cn("mt-0.5 size-5 shrink-0", tone)} aria-hidden />
              <span>{text}</span>
            </p>
            <p className="mt-3 text-sm text-muted-foreground">Compare con el papel: todo debe ser igual.</p>
            <dl className="mt-3 divide-y divide-border rounded-lg border border-border text-base">
              <Said term="Papel">{KINDS[shared.kind]}</Said>
              {shared.number && (
                <Said term="Número">
                  <span className="font-mono">{shared.number}</span>
                </Said>
              )}
              <Said term="Fecha">{formatFullDate(shared.issued_at)}</Said>
              <Said term="Profesional">{shared.professional}</Said>
              {shared.kind === "PRESCRIPTION" && (
                <Said term="Firma">
                  {shared.signature
                    ? `Electrónica, en el archivo PDF: de ${shared.signature.holder}, certificado ${shared.signature.serial} de ${shared.signature.issuer}`
                    : "Sin firma electrónica: vale con la de puño y letra"}
                </Said>
              )}
              <Said term="Paciente (iniciales)">{shared.patient}</Said>
              {shared.annulled_at && <Said term="Anulado">{formatDateTime(shared.annulled_at)}</Said>}
              <Said term="Huella (SHA-256)">
                <span className="break-all font-mono text-xs">
                  <strong className="font-semibold">{shared.content_sha256.slice(0, 16)}</strong>
                  {shared.content_sha256.slice(16)}
                </span>
              </Said>
            </dl>
          </CenteredCard>
        );
      }}
    </LinkedPage>
  );
}

const Said = ({ term, children }: { term: string; children: React.ReactNode }) => (
  <div className="px-3 py-2">
    <dt className="text-xs text-muted-foreground">{term}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);
