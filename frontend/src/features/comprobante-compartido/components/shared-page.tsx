"use client";

import { FileCode2, LoaderCircle, Printer } from "lucide-react";
import { useState, type ReactNode } from "react";
import { CenteredCard } from "@/components/layout/centered-card";
import { LinkedPage, type Linked } from "@/components/layout/linked-page";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { formatDate, formatDateTime, formatMoney } from "@/lib/format";
import { fileOf } from "@/lib/http";
import { keepFile } from "@/lib/link";
import { messageOf } from "@/lib/problem";

const SHARED = "/facturacion/shared/einvoice";
const KINDS: Record<string, string> = { "01": "Factura", "04": "Nota de crédito" };

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
  return (
    <LinkedPage<Shared> path={SHARED} title="Comprobante" what="el comprobante">
      {(linked) => <Document {...linked} />}
    </LinkedPage>
  );
}

function Document({ shared, link, clinic }: Linked<Shared>) {
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
