"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRightLeft, Ellipsis, FileX2, Plus, Printer, ReceiptText, Trash2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState, type ReactNode } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { InvoiceDocumentBadge } from "@/entities/einvoice/document-card";
import { EmulatorBanner } from "@/entities/einvoice/emulator-banner";
import { invoiceQuery } from "@/entities/invoice/queries";
import type { Invoice } from "@/entities/invoice/schema";
import { useTitle } from "@/hooks/use-title";
import { useIdParam } from "@/hooks/use-url-state";
import { formatDate, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { saying } from "@/lib/saying";
import { useCan } from "@/lib/session";
import { announce, notify } from "@/lib/toast";
import { useCloseInvoice, useSaveDraft } from "../api";
import { AnnulmentNotice } from "./annulment-notice";
import { annulObstacle, creditObstacle, isRefused, titleOf } from "../words";
import { InvoiceContext } from "./invoice-context";
import { InvoiceDetail } from "./invoice-detail";
import { InvoiceBodySkeleton, InvoiceSkeleton } from "./invoice-skeleton";
import { PrintSheet } from "./print-sheet";

const DraftEditor = lazy(() => import("./draft-editor").then((file) => file.DraftEditor), <InvoiceBodySkeleton />);
const CreditNoteSheet = lazy(() => import("./credit-note-sheet").then((file) => file.CreditNoteSheet));
const TransferDialog = lazy(() => import("./transfer-dialog").then((file) => file.TransferDialog));
const IssueDialog = lazy(() => import("./issue-dialog").then((file) => file.IssueDialog));

const LIST = { label: "Facturación", href: "/facturacion/" };

export function InvoicePage() {
  const id = useIdParam();
  return (
    <RequirePermission permission="invoices:read" what="las facturas">
      <PageBody>{id ? <LoadedInvoice key={id} id={id} /> : <NoInvoice />}</PageBody>
    </RequirePermission>
  );
}

const NoInvoice = () => (
  <EmptyState
    title="Falta elegir una factura"
    action={
      <Button asChild variant="outline">
        <Link href={LIST.href}>Ver las facturas</Link>
      </Button>
    }
  >
    La dirección no dice cuál abrir.
  </EmptyState>
);

function LoadedInvoice({ id }: { id: number }) {
  const query = useQuery(invoiceQuery(id));
  if (query.isPending) return <InvoiceSkeleton />;
  if (!query.data) return <ErrorState error={query.error} what="la factura" onRetry={() => void query.refetch()} />;
  return <InvoiceView invoice={query.data} />;
}

function InvoiceView({ invoice }: { invoice: Invoice }) {
  const client = useQueryClient();
  const writes = useCan("invoices:write");
  const collects = useCan("payments:write");
  const saveDraft = useSaveDraft();
  const [issuing, setIssuing] = useState<Invoice | null>(null);
  const [closing, setClosing] = useState(false);
  const [crediting, setCrediting] = useState(false);
  const [transferring, setTransferring] = useState(false);
  const draft = invoice.status === "DRAFT";
  const numbered = Boolean(invoice.number);
  useTitle(numbered ? titleOf(invoice) : `${titleOf(invoice)} · ${invoice.buyer.name}`);

  return (
    <>
      {numbered && <EmulatorBanner />}
      <PageHeader
        breadcrumb={[LIST, { label: invoice.number ?? "Borrador" }]}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {numbered ? (
              <>
                Factura <span className="font-mono text-xl tracking-normal">{invoice.number}</span>
              </>
            ) : (
              titleOf(invoice)
            )}
            <StateBadge state={invoice.status} className="tracking-normal" />
            {numbered && <InvoiceDocumentBadge invoiceId={invoice.id} />}
          </span>
        }
        subtitle={subtitleOf(invoice)}
        actions={
          <>
            <span className="flex justify-end">
              <InvoiceMenu
                invoice={invoice}
                onClose={() => setClosing(true)}
                onCredit={() => setCrediting(true)}
                onTransfer={() => setTransferring(true)}
              />
            </span>
            {numbered && (
              <Button variant="outline" size="sm" onClick={() => window.print()}>
                <Printer aria-hidden />
                Imprimir
              </Button>
            )}
            {numbered && writes && (
              <Button variant="outline" size="sm" asChild>
                <Link href="/facturacion/?nuevo=1">
                  <Plus aria-hidden />
                  Nueva factura
                </Link>
              </Button>
            )}
          </>
        }
      />
      {invoice.annulment && <AnnulmentNotice id={invoice.id} annulment={invoice.annulment} />}
      {draft && writes ? (
        <DraftEditor
          invoice={invoice}
          save={(body, version) => saveDraft.mutateAsync({ id: invoice.id, version: version ?? invoice.version, body })}
          onSaved={() => announce("Borrador guardado")}
          onIssue={setIssuing}
          reload={async () => client.fetchQuery({ ...invoiceQuery(invoice.id), staleTime: 0 })}
          aside={<InvoiceContext invoice={invoice} />}
        />
      ) : (
        <InvoiceDetail invoice={invoice} />
      )}
      {numbered && <PrintSheet invoice={invoice} />}
      {issuing && <IssueDialog invoice={issuing} collects={collects} onClose={() => setIssuing(null)} />}
      {crediting && <CreditNoteSheet invoice={invoice} onClose={() => setCrediting(false)} />}
      {transferring && <TransferDialog invoice={invoice} onClose={() => setTransferring(false)} />}
      <CloseDialog invoice={invoice} open={closing} onOpenChange={setClosing} />
    </>
  );
}

function subtitleOf({ status, buyer, total, issue_date, issued_by, dated_on, annul_reason, annulled_at }: Invoice) {
  const whom = `${buyer.name}, ${formatMoney(total)}`;
  if (status === "ISSUED")
    return `${whom}. Emitida el ${formatDate(issue_date ?? dated_on)}${issued_by ? ` por ${issued_by.name}` : ""}.`;
  if (status === "DRAFT") return `${whom}. Preparado el ${formatDate(dated_on)}; aún no tiene número.`;
  const when = annulled_at ? ` el ${formatDate(annulled_at)}` : "";
  return `${whom}. ${status === "ANNULLED" ? "Anulada" : "Descartado"}${when}${annul_reason ? `: ${annul_reason}` : ""}`;
}

/** The acts that are seldom and not undone stand one click away from the rest. */
function InvoiceMenu({
  invoice,
  onClose,
  onCredit,
  onTransfer,
}: {
  invoice: Invoice;
  onClose: () => void;
  onCredit: () => void;
  onTransfer: () => void;
}) {
  const refunds = useCan("payments:refund");
  const annuls = useCan("invoices:annul");
  const credits = useCan("invoices:credit");
  const writes = useCan("invoices:write");
  const issued = invoice.status === "ISSUED";
  const discard = invoice.status === "DRAFT" && writes;
  const annul = issued && annuls && writes;
  const transfer = issued && refunds && invoice.patient_id && Number(invoice.paid) > 0;
  if (!discard && !annul && !transfer && !(issued && credits)) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon-sm" aria-label="Más acciones">
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-72">
        {issued && credits && (
          <Act
            icon={<ReceiptText aria-hidden />}
            label="Emitir nota de crédito"
            obstacle={creditObstacle(invoice)}
            onSelect={onCredit}
          />
        )}
        {transfer && (
          <Act
            icon={<ArrowRightLeft aria-hidden />}
            label="Pasar lo pagado a otra factura"
            obstacle={null}
            onSelect={onTransfer}
          />
        )}
        {(discard || annul) && (
          <Act
            icon={discard ? <Trash2 aria-hidden /> : <FileX2 aria-hidden />}
            label={discard ? "Descartar borrador" : "Anular factura"}
            obstacle={annul ? annulObstacle(invoice) : null}
            note={
              annul && invoice.annulled_until && !isRefused(invoice.einvoice_status)
                ? `En el portal del SRI, hasta el ${formatDate(invoice.annulled_until)}. Después, nota de crédito.`
                : undefined
            }
            destructive
            onSelect={onClose}
          />
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type ActProps = {
  icon: ReactNode;
  label: string;
  /** Why it cannot be done now. */
  obstacle: string | null;
  /** Until when it can. */
  note?: string;
  destructive?: boolean;
  onSelect: () => void;
};

const Act = ({ icon, label, obstacle, note, destructive, onSelect }: ActProps) => (
  <DropdownMenuItem
    variant={obstacle || !destructive ? "default" : "destructive"}
    disabled={obstacle !== null}
    onSelect={onSelect}
    className="h-auto items-start py-2"
  >
    {icon}
    <span>
      {label}
      {(obstacle ?? note) && (
        <span className="block whitespace-normal text-xs text-muted-foreground">{obstacle ?? note}</span>
      )}
    </span>
  </DropdownMenuItem>
);

function CloseDialog({
  invoice,
  open,
  onOpenChange,
}: {
  invoice: Invoice;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const close = useCloseInvoice();
  const draft = invoice.status === "DRAFT";
  const whose = `${invoice.buyer.name}, ${formatMoney(invoice.total)}.`;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={draft ? "Descartar el borrador" : `Anular la factura ${invoice.number}`}
      description={
        draft
          ? `${whose} Deja de estar por cobrar. No se puede deshacer.`
          : `${whose} Conserva su número, sale de los ingresos y ya no se cobra. Si el SRI la tiene, eso vale cuando su portal confirme que está anulada.`
      }
      confirmLabel={draft ? "Descartar borrador" : "Anular factura"}
      reason
      onConfirm={saying(async (reason) => {
        const closed = await close.mutateAsync({
          id: invoice.id,
          version: invoice.version,
          status: draft ? "DISCARDED" : "ANNULLED",
          reason,
        });
        if (draft) notify("Borrador descartado");
        else if (closed.status === "ANNULLED") notify(`Factura ${invoice.number} anulada`);
        else notify("Anulación pedida: anúlela también en el portal del SRI");
      })}
    />
  );
}
