"use client";

import { useQuery } from "@tanstack/react-query";
import { FileText, Mail, MessageCircle, Send } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { invoicePath, patientPath, quotePath } from "@/config/navigation";
import { quotePdfPath, quoteQuery } from "@/entities/quote/queries";
import type { Quote } from "@/entities/quote/schema";
import { QUOTE_LOOKS, QuoteBadge } from "@/entities/quote/state";
import { useTitle } from "@/hooks/use-title";
import { useIdParam } from "@/hooks/use-url-state";
import { formatDate, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { saying } from "@/lib/saying";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { useQuoteAct } from "../api";
import type { Saving } from "../use-autosave";
import { chatLink, subtitleOf } from "../words";
import { LinesCard } from "./lines-card";

const DraftQuote = lazy(
  () => import("./draft-quote").then((file) => file.DraftQuote),
  <Skeleton className="h-72 w-full rounded-xl" />,
);
const AcceptDialog = lazy(() => import("./answer-dialogs").then((file) => file.AcceptDialog));
const MailDialog = lazy(() => import("./mail-dialog").then((file) => file.MailDialog));
const RejectDialog = lazy(() => import("./answer-dialogs").then((file) => file.RejectDialog));

const LIST = { label: "Presupuestos", href: "/presupuestos/" };

export function QuotePage() {
  const id = useIdParam();
  return (
    <RequirePermission permission="quotes:read" what="los presupuestos">
      <PageBody>
        {id ? (
          <LoadedQuote key={id} id={id} />
        ) : (
          <EmptyState
            title="Falta elegir un presupuesto"
            action={
              <Button asChild variant="outline">
                <Link href={LIST.href}>Ver los presupuestos</Link>
              </Button>
            }
          >
            La dirección no dice cuál abrir.
          </EmptyState>
        )}
      </PageBody>
    </RequirePermission>
  );
}

function LoadedQuote({ id }: { id: number }) {
  const query = useQuery(quoteQuery(id));
  if (query.isPending) return <PageHeader breadcrumb={[LIST]} title="Presupuesto" />;
  if (!query.data) return <ErrorState error={query.error} what="el presupuesto" onRetry={() => void query.refetch()} />;
  return <QuoteView quote={query.data} />;
}

type Asking = "send" | "discard" | "unaccept" | "unreject" | "accept" | "reject" | "mail" | null;

const SURE = {
  send: {
    title: "Enviar",
    text: "Desde aquí no se edita: lo que cambie será una versión nueva. Después podrá compartir el PDF.",
    label: "Cerrar y enviar",
    done: "listo para enviar",
  },
  discard: {
    title: "Descartar",
    text: "El borrador queda en la lista como descartado. No se puede deshacer.",
    label: "Descartar borrador",
    done: "descartado",
  },
  unaccept: {
    title: "Deshacer la última aceptación de",
    text: "Sus tratamientos vuelven a estar propuestos. Lo que ya se facturó no se deshace.",
    label: "Deshacer aceptación",
    done: "sin esa aceptación",
  },
  unreject: {
    title: "Deshacer el rechazo de",
    text: "Vuelve a esperar respuesta hasta el día en que vence.",
    label: "Deshacer rechazo",
    done: "sin rechazo",
  },
} as const;

function QuoteView({ quote }: { quote: Quote }) {
  const router = useRouter();
  const writes = useCan("quotes:write");
  const act = useQuoteAct(quote);
  const [asking, setAsking] = useState<Asking>(null);
  const [saving, setSaving] = useState<Saving>("saved");
  useTitle(`Presupuesto ${quote.number}`);
  const { state } = quote;
  const chat = state === "SENT" || state === "ACCEPTED" ? chatLink(quote) : null;
  const pending = state === "SENT" || state === "EXPIRED";
  const left = state === "ACCEPTED" && quote.lines.some(({ accepted }) => !accepted);
  const sure = asking && asking in SURE ? (asking as keyof typeof SURE) : null;
  const whom = `el presupuesto ${quote.number}`;

  const renew = () =>
    act.mutate(
      { act: "renew" },
      {
        onSuccess: (next) => {
          notify(`Versión ${next.edition} en borrador`);
          router.push(quotePath(next.id));
        },
        onError: (error) => notifyError(error),
      },
    );

  return (
    <>
      <PageHeader
        breadcrumb={[LIST, { label: quote.patient.name }]}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            Presupuesto {quote.number}
            {quote.edition > 1 && `, versión ${quote.edition}`}
            <QuoteBadge quote={quote} />
          </span>
        }
        subtitle={subtitleOf(quote)}
        actions={
          <>
            <Button asChild variant="outline" size="sm">
              <a href={quotePdfPath(quote.id)} target="_blank" rel="noreferrer">
                <FileText aria-hidden />
                Ver PDF
              </a>
            </Button>
            {chat && (
              <Button asChild variant="outline" size="sm">
                <a href={chat} target="_blank" rel="noreferrer">
                  <MessageCircle aria-hidden />
                  WhatsApp
                </a>
              </Button>
            )}
            {writes && (state === "SENT" || state === "ACCEPTED") && (
              <Button variant="outline" size="sm" onClick={() => setAsking("mail")}>
                <Mail aria-hidden />
                Correo
              </Button>
            )}
            {writes && state === "DRAFT" && (
              <>
                <Button variant="outline" size="sm" onClick={() => setAsking("discard")}>
                  Descartar
                </Button>
                <Button size="sm" disabled={saving !== "saved"} onClick={() => setAsking("send")}>
                  <Send aria-hidden />
                  Enviar
                </Button>
              </>
            )}
            {writes && (pending || state === "REJECTED") && (
              <Button variant="outline" size="sm" loading={act.isPending && !asking} onClick={renew}>
                Versión nueva
              </Button>
            )}
            {writes && pending && (
              <Button variant="outline" size="sm" onClick={() => setAsking("reject")}>
                Anotar rechazo
              </Button>
            )}
            {writes && state === "REJECTED" && (
              <Button variant="outline" size="sm" onClick={() => setAsking("unreject")}>
                Deshacer rechazo
              </Button>
            )}
            {writes && state === "ACCEPTED" && (
              <Button variant="outline" size="sm" onClick={() => setAsking("unaccept")}>
                Deshacer aceptación
              </Button>
            )}
            {writes && (pending || left) && (
              <Button size="sm" onClick={() => setAsking("accept")}>
                Anotar aceptación
              </Button>
            )}
          </>
        }
      />
      {writes && state === "DRAFT" ? (
        <DraftQuote quote={quote} onSaving={setSaving}>
          <WhosCard quote={quote} />
        </DraftQuote>
      ) : (
        <div className="space-y-4">
          <WhosCard quote={quote} />
          <LinesCard quote={quote} />
        </div>
      )}
      <History quote={quote} />
      {sure && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={`${SURE[sure].title} ${whom}`}
          description={SURE[sure].text}
          confirmLabel={SURE[sure].label}
          cancelLabel="Volver"
          destructive={sure !== "send"}
          onConfirm={saying(async () => {
            await act.mutateAsync({ act: sure });
            notify(`Presupuesto ${quote.number} ${SURE[sure].done}`);
          })}
        />
      )}
      {asking === "accept" && <AcceptDialog quote={quote} onClose={() => setAsking(null)} />}
      {asking === "mail" && <MailDialog quote={quote} onClose={() => setAsking(null)} />}
      {asking === "reject" && <RejectDialog quote={quote} onClose={() => setAsking(null)} />}
    </>
  );
}

const WhosCard = ({ quote }: { quote: Quote }) => (
  <Card className="flex flex-wrap items-baseline gap-x-4 gap-y-1 p-4 text-sm">
    <Link href={patientPath(quote.patient.id)} className="font-semibold hover:underline">
      {quote.patient.name}
    </Link>
    {quote.patient.document && <span className="font-mono text-xs">{quote.patient.document}</span>}
    {quote.doctor && <span className="text-muted-foreground">{quote.doctor.name}</span>}
  </Card>
);

function History({ quote }: { quote: Quote }) {
  const standing = quote.billings.filter(({ released_at }) => !released_at);
  const invoices = [...new Map(standing.map((one) => [one.invoice_id, one.number])).entries()];
  const others = quote.editions.filter(({ id }) => id !== quote.id);
  if (quote.acceptances.length + invoices.length + others.length === 0) return null;
  return (
    <Card className="mt-4 space-y-2 p-4 text-sm" aria-label="Historia">
      {quote.acceptances.map((one) => (
        <p key={one.id} className={one.undone_at ? "text-muted-foreground line-through" : undefined}>
          {one.accepted_by} aceptó {one.undone_at ? "" : formatMoney(one.total)} el {formatDate(one.accepted_on)}. Lo
          anotó {one.recorded_by.name}.
        </p>
      ))}
      {invoices.map(([id, number]) => (
        <p key={id}>
          <Link href={invoicePath(id)} className="font-medium text-primary hover:underline">
            {number ? `Factura ${number}` : "Borrador de factura"}
          </Link>
        </p>
      ))}
      {others.map((one) => (
        <p key={one.id}>
          <Link href={quotePath(one.id)} className="font-medium text-primary hover:underline">
            Versión {one.edition}
          </Link>{" "}
          · {QUOTE_LOOKS[one.state].label} · {formatMoney(one.total)}
        </p>
      ))}
    </Card>
  );
}
