"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Ban, FileSignature, FileText, PenLine, Settings2 } from "lucide-react";
import { useState } from "react";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { consentPdf, consentsQuery, templatesQuery } from "@/entities/consent/queries";
import type { ConsentRequest, ProcedureConsent } from "@/entities/consent/schema";
import { DECISION, signedBy } from "@/entities/consent/words";
import type { Patient } from "@/entities/patient/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate, formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { LoadMore } from "../load-more";
import { RowsSkeleton } from "../rows-skeleton";
import { WaitingList } from "./waiting-list";

const LinkDialog = lazy(() => import("./link-dialog").then((file) => file.LinkDialog), null);
const SignSheet = lazy(() => import("./sign-sheet").then((file) => file.SignSheet), null);
const RevokeSheet = lazy(() => import("./sign-sheet").then((file) => file.RevokeSheet), null);
const TemplatesSheet = lazy(() => import("./templates-sheet").then((file) => file.TemplatesSheet), null);

/** `?firmar=3` opens that consent to be read and signed: what a link from the agenda does. */
export function ConsentsTab({ patient }: { patient: Patient }) {
  const url = useUrlState();
  const canSign = useCan("consents:write");
  const canWriteTexts = useCan("consents:template");
  const pages = useInfiniteQuery(consentsQuery(patient.id));
  const { data: templates = [] } = useQuery(templatesQuery);
  const [revoking, setRevoking] = useState<ProcedureConsent | null>(null);
  const [sending, setSending] = useState<ConsentRequest | null>(null);
  const [texts, setTexts] = useState(false);
  const consents = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  const usable = templates.filter(({ active }) => active);
  const signing = url.get("firmar");
  const open = (id: number | "elegir" | null) => url.set({ firmar: id });
  const sign = canSign && usable.length > 0 && (
    <Button onClick={() => open("elegir")}>
      <PenLine aria-hidden />
      Hacer firmar
    </Button>
  );

  return (
    <div className="space-y-4">
      {usable.length === 0 && templates.length === 0 && canWriteTexts && pages.data && (
        <Alert
          action={
            <Button size="xs" variant="outline" onClick={() => setTexts(true)}>
              Escribir el primero
            </Button>
          }
        >
          La clínica aún no tiene textos de consentimiento.
        </Alert>
      )}
      <WaitingList patientId={patient.id} mayAct={canSign} onLink={setSending} />
      <section
        aria-label="Consentimientos"
        className="overflow-hidden rounded-xl border border-border bg-card shadow-1"
      >
        <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-border px-4 py-2">
          <h2 className="mr-auto text-lg font-semibold tracking-[-0.01em]">Consentimientos</h2>
          {canWriteTexts && (
            <Button variant="outline" onClick={() => setTexts(true)}>
              <Settings2 aria-hidden />
              Textos
            </Button>
          )}
          {consents.length > 0 && sign}
        </header>
        {!pages.data ? (
          pages.error ? (
            <ErrorState bare error={pages.error} what="los consentimientos" onRetry={() => void pages.refetch()} />
          ) : (
            <RowsSkeleton label="los consentimientos" />
          )
        ) : consents.length === 0 ? (
          <EmptyState bare icon={FileSignature} title="Nada firmado todavía" action={sign}>
            Aquí queda lo que el paciente aceptó, rechazó o revocó, con su PDF.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-border">
            {consents.map((consent) => (
              <li key={consent.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                <div className="min-w-0 flex-1 basis-64">
                  <p className="flex flex-wrap items-center gap-2 font-medium">
                    {consent.title}
                    <Decision consent={consent} />
                  </p>
                  <p className="text-sm text-muted-foreground">
                    {formatDateTime(consent.signed_at)} · {signedBy(consent)}
                    {consent.signed_through === "LINK" && " · en su teléfono"}
                    {consent.decision === "ACCEPTED" &&
                      !consent.revoked_by &&
                      ` · vale hasta el ${formatDate(consent.valid_until)}`}
                  </p>
                  {consent.reason && <p className="break-words text-sm">{consent.reason}</p>}
                </div>
                <Button variant="outline" size="sm" asChild>
                  <a href={consentPdf(consent)} target="_blank" rel="noreferrer">
                    <FileText aria-hidden />
                    PDF
                  </a>
                </Button>
                {canSign && consent.decision === "ACCEPTED" && !consent.revoked_by && (
                  <Button variant="ghost" size="sm" onClick={() => setRevoking(consent)}>
                    <Ban aria-hidden />
                    Revocar
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <LoadMore pages={pages} what="consentimientos" />
      </section>
      {canSign && signing && (
        <SignSheet
          key={signing}
          patient={patient}
          templates={usable}
          chosen={usable.find(({ id }) => String(id) === signing) ?? null}
          onChoose={open}
          onSent={(request) => {
            open(null);
            setSending(request);
          }}
          onClose={() => open(null)}
        />
      )}
      {sending && <LinkDialog request={sending} patient={patient} onClose={() => setSending(null)} />}
      {revoking && <RevokeSheet patient={patient} consent={revoking} onClose={() => setRevoking(null)} />}
      {texts && <TemplatesSheet templates={templates} onClose={() => setTexts(false)} />}
    </div>
  );
}

function Decision({ consent }: { consent: ProcedureConsent }) {
  const { label, variant } = consent.revoked_by
    ? { label: "Revocado después", variant: "neutral" as const }
    : DECISION[consent.decision];
  return <Badge variant={variant}>{label}</Badge>;
}
