"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Ban, FileBadge, FileText, Plus, QrCode } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { certificatePdf, certificatesQuery, checkPath } from "@/entities/certificate/queries";
import type { Certificate } from "@/entities/certificate/schema";
import { restOf } from "@/entities/certificate/words";
import type { Patient } from "@/entities/patient/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate, formatDateTime } from "@/lib/format";
import { useCan, useMe } from "@/lib/session";
import { announce } from "@/lib/toast";
import { LoadMore } from "../load-more";
import { RowsSkeleton } from "../rows-skeleton";
import { useAnnulCertificate } from "./api";
import { CertificateWriter } from "./certificate-writer";

/** `?certificado=nuevo` writes one. */
export function CertificatesTab({ patient }: { patient: Patient }) {
  const url = useUrlState();
  const canIssue = useCan("records:certify");
  const pages = useInfiniteQuery(certificatesQuery(patient.id));
  const { data, error, refetch } = pages;

  if (canIssue && url.get("certificado"))
    return <CertificateWriter patient={patient} onClose={() => url.set({ certificado: null })} />;
  if (!data)
    return error ? (
      <ErrorState error={error} what="los certificados" onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton label="los certificados" />
    );
  const certificates = data.pages.flatMap((page) => page.data);
  const write = canIssue && (
    <Button size="sm" onClick={() => url.set({ certificado: "nuevo" })}>
      <Plus aria-hidden />
      Escribir certificado
    </Button>
  );
  if (certificates.length === 0)
    return (
      <EmptyState icon={FileBadge} title="Sin certificados" action={write}>
        Aquí queda cada certificado médico (formulario 117), numerado y como se imprimió.
      </EmptyState>
    );
  return (
    <section aria-label="Certificados" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
      <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-border px-4 py-2">
        <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">Certificados</h2>
        {write}
      </header>
      <ul className="divide-y divide-border">
        {certificates.map((one) => (
          <Row key={one.id} certificate={one} mayAnnul={canIssue} />
        ))}
      </ul>
      <LoadMore pages={pages} what="certificados" />
    </section>
  );
}

function Row({ certificate, mayAnnul }: { certificate: Certificate; mayAnnul: boolean }) {
  const { number, diagnoses, annulled, professional } = certificate;
  const mine = useMe().id;
  const annul = useAnnulCertificate(certificate);
  const [asking, setAsking] = useState(false);
  return (
    <li aria-label={`Certificado ${number}`} className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-mono text-sm">{number}</span>
        <span className="text-base font-medium">{formatDate(certificate.issued_at)}</span>
        <span className="min-w-0 flex-1 text-sm text-muted-foreground max-sm:order-last max-sm:basis-full">
          {professional.name} · {diagnoses.map(({ code }) => code).join(", ")}
          {!certificate.show_diagnosis && " (reservado)"}
        </span>
        {annulled && <Badge variant="danger">Anulado</Badge>}
      </div>
      <p className={annulled ? "text-base text-muted-foreground line-through" : "text-base"}>
        <span className="font-medium">{restOf(certificate)}</span>
        <span className="text-muted-foreground"> · {certificate.reason}</span>
      </p>
      {annulled && (
        <p className="text-sm text-muted-foreground">
          Lo anuló {annulled.by.name}, {formatDateTime(annulled.at)}: {annulled.reason}
        </p>
      )}
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:flex-1">
        <Button variant="outline" size="sm" asChild>
          <a href={certificatePdf(certificate.id)} target="_blank" rel="noreferrer">
            <FileText aria-hidden />
            Imprimir
          </a>
        </Button>
        <Button variant="ghost" size="sm" asChild>
          <a href={checkPath(certificate.code)} target="_blank" rel="noreferrer">
            <QrCode aria-hidden />
            Ver lo que dice su QR
          </a>
        </Button>
        {mayAnnul && !annulled && professional.id === String(mine) && (
          <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
            <Ban aria-hidden />
            Anular
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Anular el certificado ${number}`}
        description="Queda anulado con su motivo, y quien compruebe el papel lo verá. Su número no se usa otra vez."
        confirmLabel="Anular certificado"
        reason
        onConfirm={async (reason) => {
          await annul.mutateAsync(reason);
          announce(`Certificado ${number} anulado`);
        }}
      />
    </li>
  );
}
