"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Can, RequirePermission } from "@/components/patterns/can";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { EmulatorBanner } from "@/entities/einvoice/emulator-banner";
import { issuerQuery } from "@/entities/einvoice/queries";
import type { Issuer } from "@/entities/einvoice/schema";
import { seriesQuery } from "@/entities/invoice/queries";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useChangeIssuer } from "../api";
import { CertificateCard } from "./certificate-card";
import { IvaCard } from "./iva-card";
import { IssuerFacts } from "./issuer-facts";
import { LogoCard } from "./logo-card";

const IssuerCard = lazy(
  () => import("./issuer-card").then((file) => file.IssuerCard),
  <Skeleton className="h-96 w-full rounded-xl" />,
);

const BOARD = { label: "Comprobantes", href: "/comprobantes/" };

/** `points` is the card of establishments and emission points, whose numbers another task keeps. */
export function IssuerPage({ points }: { points?: ReactNode }) {
  return (
    <RequirePermission permission="einvoices:read" what="el emisor y su certificado">
      <PageBody narrow>
        <EmulatorBanner />
        <LoadedIssuer points={points} />
      </PageBody>
    </RequirePermission>
  );
}

function LoadedIssuer({ points }: { points?: ReactNode }) {
  const query = useQuery(issuerQuery);
  const series = useQuery({ ...seriesQuery, enabled: useCan("invoices:read") });
  const mayChange = useCan("einvoices:issuer");
  const issuer = query.data;
  // The form begins with every establishment that has a series: it waits for them, but not for a refusal.
  const ready = issuer && !series.isLoading;
  const codes = (series.data ?? []).filter(({ active }) => active).map(({ establishment }) => establishment);
  return (
    <>
      <PageHeader
        breadcrumb={[BOARD, { label: "Emisor y certificado" }]}
        title="Emisor y certificado"
        subtitle={issuer && subtitleOf(issuer)}
      />
      {ready ? (
        <>
          <IssuingCard issuer={issuer} />
          <CertificateCard issuer={issuer} />
          {mayChange ? (
            <IssuerCard key={contentOf(issuer)} issuer={issuer} codes={codes} />
          ) : (
            <IssuerFacts issuer={issuer} />
          )}
          {points}
          <LogoCard issuer={issuer} />
          <Can permission="invoices:read">
            <IvaCard issuer={issuer} />
          </Can>
        </>
      ) : query.error ? (
        <ErrorState error={query.error} what="el emisor" onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-96 w-full rounded-xl" />
      )}
    </>
  );
}

/** What the form holds: beginning to issue, a logo or a certificate leave alone what somebody is typing in it. */
const contentOf = ({
  version: _,
  active: _active,
  logo: _logo,
  certificate: _own,
  missing: _missing,
  ...content
}: Issuer) => JSON.stringify(content);

function subtitleOf({ active, environment, missing }: Issuer) {
  if (active)
    return environment === "1"
      ? "Lo que se emite va al SRI en pruebas: todavía no tiene validez tributaria."
      : "Lo que se emite va al SRI.";
  return missing.length > 0
    ? `${formatCount(missing.length, "cosa falta", "cosas faltan")} para emitir electrónicamente. Mientras tanto se factura como hasta ahora.`
    : "Todo está listo para emitir electrónicamente.";
}

/** Whether the clinic issues electronic documents, what is still missing for it, and the switch. */
function IssuingCard({ issuer }: { issuer: Issuer }) {
  const change = useChangeIssuer();
  const [asking, setAsking] = useState(false);
  const { active, missing, environment } = issuer;
  const where = environment === "1" ? "pruebas" : "producción";
  return (
    <Card aria-label="Emisión electrónica">
      <CardHeader className={missing.length > 0 ? undefined : "pb-3.5"}>
        <CardTitle>Emisión electrónica</CardTitle>
        {active ? (
          <Badge variant="success" icon={CircleCheck}>
            Activa, en {where}
          </Badge>
        ) : (
          <Badge icon={CircleAlert}>Apagada</Badge>
        )}
        <Can permission="einvoices:issuer">
          <CardAction>
            <Button
              variant={active ? "outline" : "default"}
              disabled={!active && missing.length > 0}
              onClick={() => setAsking(true)}
            >
              {active ? "Dejar de emitir" : "Empezar a emitir"}
            </Button>
          </CardAction>
        </Can>
      </CardHeader>
      {missing.length > 0 && (
        <CardContent className="pt-1">
          <ul aria-label="Lo que falta" className="space-y-1.5 text-sm">
            {missing.map(({ field, message }) => (
              <li key={message} className="flex items-start gap-2">
                <CircleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
                <span data-field={field}>{message}</span>
              </li>
            ))}
          </ul>
        </CardContent>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        destructive={active}
        title={active ? "Dejar de emitir comprobantes electrónicos" : `Empezar a emitir en ${where}`}
        description={
          active
            ? "Las facturas y notas que se emitan desde ahora no irán al SRI. Las que ya están en camino siguen."
            : "Cada factura y nota de crédito que se emita desde ahora se firma y va al SRI al instante."
        }
        confirmLabel={active ? "Dejar de emitir" : "Empezar a emitir"}
        cancelLabel="Volver"
        onConfirm={async () => {
          await change.mutateAsync({ version: issuer.version, active: !active });
          announce(active ? "La clínica ya no emite electrónicamente" : "La clínica emite electrónicamente");
        }}
      />
    </Card>
  );
}
