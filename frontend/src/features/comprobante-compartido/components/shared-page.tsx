"use client";

import { FileCode2, LoaderCircle, Printer } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { CenteredCard } from "@/components/layout/centered-card";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { useClinicAtTheDoor } from "@/hooks/use-clinic-at-the-door";
import { formatDate, formatDateTime, formatMoney } from "@/lib/format";
import { ask, fileOf } from "@/lib/http";
import { keepFile, useLink } from "@/lib/link";
import { messageOf } from "@/lib/problem";

const SHARED = "/facturacion/shared/einvoice";
const KINDS: Record<string, string> = { "01": "Factura", "04": "Nota de crédito" };
const NO_LINK = "Falta una parte del enlace. Ábralo o cópielo entero, como llegó.";

// Like the login, it opens on whatever phone somebody has: it carries no library of the pages behind the login.

type Shared = {
  document_code: string;
  number: string;
  access_key: string;
  environment: string;
  status: string;
  issue_date: string;
  total: string;
  authorised_at: string | null;
  issuer_name: string;
  issuer_ruc: string;
  buyer_name: string;
  emulated: boolean;
  annulled: boolean;
};

/** Whoever bought downloads their document by its link, without entering. */
export function SharedPage() {
  const clinic = useClinicAtTheDoor();
  const link = useLink();
  const [shared, setShared] = useState<Shared | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (!link) return;
    const leaving = new AbortController();
    void ask(SHARED, { link, signal: leaving.signal }).then(
      ({ body }) => setShared(body as Shared),
      (error: unknown) => leaving.signal.aborted || setFailure(messageOf(error)),
    );
    return () => leaving.abort();
  }, [link]);

  const said = link === "" ? NO_LINK : failure;
  if (said)
    return (
      <CenteredCard title="No se puede abrir" clinic={clinic}>
        <Alert variant="destructive">{said}</Alert>
      </CenteredCard>
    );
  if (!shared || !link)
    return (
      <CenteredCard title="Comprobante" clinic={clinic}>
        <p role="status" aria-label="Cargando el comprobante" className="flex h-40 items-center justify-center">
          <LoaderCircle className="size-5 animate-spin text-muted-foreground" aria-hidden />
        </p>
      </CenteredCard>
    );
  return <Document shared={shared} link={link} clinic={clinic} />;
}

function Document({
  shared,
  link,
  clinic,
}: {
  shared: Shared;
  link: string;
  clinic: Parameters<typeof CenteredCard>[0]["clinic"];
}) {
  const kind = KINDS[shared.document_code] ?? "Comprobante";
  const name = `${kind.toLowerCase().replaceAll(" ", "-").replace("é", "e")}-${shared.number}`;
  return (
    <CenteredCard
      title={kind}
      subtitle={<span className="font-mono">{shared.number}</span>}
      clinic={clinic}
      footer={`${shared.issuer_name} · RUC ${shared.issuer_ruc}`}
    >
      <div className="space-y-4">
        {shared.emulated && (
          <Alert variant="warning">Esto no es el SRI: es un documento de prueba, sin validez tributaria.</Alert>
        )}
        {shared.annulled && <Alert variant="destructive">Está anulado: no tiene validez tributaria.</Alert>}
        <dl className="space-y-2 text-sm">
          <Row label="Para">{shared.buyer_name}</Row>
          <Row label="Fecha">{formatDate(shared.issue_date)}</Row>
          <Row label="Total">
            <span className="font-semibold tabular-nums">{formatMoney(shared.total)}</span>
          </Row>
          <Row label="SRI">
            {shared.authorised_at ? `Autorizado, ${formatDateTime(shared.authorised_at)}` : "Pendiente de autorización"}
          </Row>
        </dl>
        <div>
          <p className="text-xs text-muted-foreground">Clave de acceso</p>
          <p className="break-all font-mono text-xs">{shared.access_key}</p>
        </div>
        <div className="space-y-2">
          <Download path={`${SHARED}/ride`} name={`${name}.pdf`} link={link} primary>
            <Printer aria-hidden />
            Descargar el PDF (RIDE)
          </Download>
          <Download path={`${SHARED}/xml`} name={`${shared.access_key}.xml`} link={link}>
            <FileCode2 aria-hidden />
            Descargar el XML
          </Download>
        </div>
        <p className="text-xs text-muted-foreground">El XML es el que tiene validez tributaria: guárdelo.</p>
      </div>
    </CenteredCard>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 break-words text-right">{children}</dd>
    </div>
  );
}

type DownloadProps = { path: string; name: string; link: string; primary?: boolean; children: ReactNode };

function Download({ path, name, link, primary, children }: DownloadProps) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function take() {
    setPending(true);
    setFailure(null);
    try {
      keepFile(await fileOf(path, { link }), name);
    } catch (error) {
      setFailure(messageOf(error));
    }
    setPending(false);
  }

  return (
    <>
      <button
        type="button"
        className={`${buttonVariants({ variant: primary ? "default" : "outline" })} w-full`}
        disabled={pending}
        aria-busy={pending || undefined}
        onClick={() => void take()}
      >
        {pending ? <LoaderCircle className="animate-spin" aria-hidden /> : null}
        {children}
      </button>
      {failure && <Alert variant="destructive">{failure}</Alert>}
    </>
  );
}
