"use client";

import { useQuery } from "@tanstack/react-query";
import { FileCode2, MessageCircleQuestion, X } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useEffect, useRef } from "react";
import { Can } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Hint } from "@/components/ui/tooltip";
import { invoicePath } from "@/config/navigation";
import { einvoiceQuery, xmlPath } from "@/entities/einvoice/queries";
import type { EinvoiceDetail } from "@/entities/einvoice/schema";
import { AccessKey } from "@/entities/einvoice/access-key";
import { Mailed } from "@/entities/einvoice/mailed";
import { ANNULMENT, DOCUMENT_NAME, DocumentBadge, isRefused } from "@/entities/einvoice/state";
import { useTitle } from "@/hooks/use-title";
import { formatDateTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notifyError } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { useAsk } from "../api";
import { happened } from "../words";
import { Attempts } from "./attempts";
import { CorrectForm } from "./correct-form";

type PaneProps = {
  id: number;
  onClose: () => void;
  /** Inside a sheet, which has an edge of its own. */
  bare?: boolean;
};

/** One document: what happened, what to do, every attempt, its key. */
export function DocumentPane({ id, onClose, bare }: PaneProps) {
  const query = useQuery(einvoiceQuery(id));
  const { data } = query;
  useTitle(data && `${data.number} · Comprobante`);
  return (
    <section
      aria-label={data ? `Comprobante ${data.number}` : "Comprobante"}
      className={cn(
        !bare &&
          "rounded-xl border border-border bg-card shadow-1 xl:sticky xl:top-[72px] xl:max-h-[calc(100dvh-88px)] xl:overflow-y-auto",
      )}
    >
      {data ? (
        <Document einvoice={data} onClose={onClose} />
      ) : query.error ? (
        <>
          <div className="flex justify-end p-2">
            <CloseButton onClose={onClose} />
          </div>
          <ErrorState bare error={query.error} what="el comprobante" onRetry={() => void query.refetch()} />
        </>
      ) : (
        <div role="status" aria-label="Cargando el comprobante" className="space-y-3 p-4">
          <Skeleton className="h-6 w-52" />
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-32 w-full" />
        </div>
      )}
    </section>
  );
}

const CloseButton = ({ onClose }: { onClose: () => void }) => (
  <Hint text="Cerrar">
    <Button variant="ghost" size="icon-sm" aria-label="Cerrar" onClick={onClose} className="-mr-2 -mt-1">
      <X aria-hidden />
    </Button>
  </Hint>
);

function Document({ einvoice, onClose }: { einvoice: EinvoiceDetail; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  // It opened by a click or a key: whoever reads with a screen reader starts here, and the eye stays where it is.
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const refused = isRefused(einvoice);
  const writes = useCan("einvoices:write");
  return (
    <>
      <header className="px-4 pb-3 pt-3.5">
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <p className="text-xs text-muted-foreground">{DOCUMENT_NAME[einvoice.document_code]}</p>
            <h2
              ref={title}
              tabIndex={-1}
              className="mt-0.5 font-mono text-lg font-semibold leading-6 focus-visible:!ring-0 focus-visible:!ring-offset-0"
            >
              {einvoice.number}
            </h2>
          </div>
          <DocumentBadge status={einvoice.status} />
          <CloseButton onClose={onClose} />
        </div>
        <p className="mt-1 break-words text-sm">
          {einvoice.buyer.name} · <Money value={einvoice.total} strong /> ·{" "}
          <span className="whitespace-nowrap text-muted-foreground">{formatDateTime(einvoice.created_at)}</span>
        </p>
      </header>
      <div className="border-t border-border px-4 py-3">
        <h3 className="text-sm font-semibold">Qué pasó</h3>
        <p className="mt-1 text-sm">{happened(einvoice)}</p>
        {einvoice.annulment && <p className="mt-1 text-sm">{ANNULMENT[einvoice.annulment]}</p>}
        {refused && (
          <>
            <h3 className="mt-3 text-sm font-semibold">Qué hacer</h3>
            <p className="mt-1 text-sm text-muted-foreground">{einvoice.advice?.then}</p>
            {writes && <CorrectForm key={einvoice.id} einvoice={einvoice} />}
          </>
        )}
      </div>
      <Attempts einvoice={einvoice} />
      <div className="space-y-2 border-t border-border px-4 py-3">
        <Mailed einvoice={einvoice} />
        <AccessKey value={einvoice.access_key} />
      </div>
      <footer className="flex flex-wrap gap-2 border-t border-border p-3">
        {einvoice.signed_at && (
          <Button asChild variant="outline" size="sm">
            <a href={xmlPath(einvoice.id)} download>
              <FileCode2 aria-hidden />
              {einvoice.status === "AUTHORISED" ? "XML autorizado" : "XML firmado"}
            </a>
          </Button>
        )}
        <Can permission="einvoices:write">
          <AskButton einvoice={einvoice} />
        </Can>
        <span className="flex-1" />
        {einvoice.invoice_id && (
          <Can permission="invoices:read">
            <Button asChild variant="outline" size="sm">
              <Link href={invoicePath(einvoice.invoice_id)}>Ver factura</Link>
            </Button>
          </Can>
        )}
      </footer>
    </>
  );
}

/** What the SRI has under the key, in its own words; nothing to ask while it has not been handed in. */
function AskButton({ einvoice }: { einvoice: EinvoiceDetail }) {
  const ask = useAsk();
  if (einvoice.status === "PREPARED" || einvoice.status === "SIGNED") return null;
  return (
    <Button
      variant="outline"
      size="sm"
      disabled={einvoice.asked}
      loading={ask.isPending}
      onClick={() => ask.mutate(einvoice.id, { onError: (error) => notifyError(error) })}
    >
      <MessageCircleQuestion aria-hidden />
      {einvoice.asked ? "Preguntando…" : "Preguntar al SRI"}
    </Button>
  );
}
