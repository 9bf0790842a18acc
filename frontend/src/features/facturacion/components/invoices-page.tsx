"use client";

import { useQuery } from "@tanstack/react-query";
import { FileMinus2, Landmark, Layers, ListOrdered, Plus, ReceiptText, Undo2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Can, RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { STATES } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { invoicePath } from "@/config/navigation";
import { askInvoices, invoicesQuery, totalsQuery } from "@/entities/invoice/queries";
import { PAYMENT_STATUSES, STATUSES, type InvoiceRow, type InvoiceTotals } from "@/entities/invoice/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { today } from "@/lib/dates";
import { formatCount, formatDate, formatDayMonth, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { csvColumns, InvoiceBadge, invoiceColumns } from "./invoice-columns";
import { listTotals } from "./list-totals";

const CollectDialog = lazy(() => import("./collect-form").then((file) => file.CollectDialog));
const NewInvoice = lazy(
  () => import("./new-invoice").then((file) => file.NewInvoice),
  <Skeleton className="h-96 w-full rounded-xl" />,
);

export function InvoicesPage() {
  const url = useUrlState();
  const mayWrite = useCan("invoices:write");
  const creating = url.get("nuevo") === "1" && mayWrite;
  return (
    <RequirePermission permission="invoices:read" what="las facturas">
      <PageBody>
        {creating ? (
          <NewInvoice onCancel={() => url.set({ nuevo: null })} />
        ) : (
          <InvoiceList onNew={mayWrite ? () => url.set({ nuevo: 1 }) : null} />
        )}
      </PageBody>
    </RequirePermission>
  );
}

function InvoiceList({ onNew }: { onNew: (() => void) | null }) {
  const mayCollect = useCan("payments:write");
  const [collecting, setCollecting] = useState<InvoiceRow | null>(null);
  const state = useListState({
    filters: ["status", "payment_status", "needs_mending", "from", "to", "patient_id"],
    sort: "-created_at",
  });
  const query = useQuery(invoicesQuery(state.params));
  const totals = useQuery(totalsQuery({ from: state.filters.from ?? null, to: state.filters.to ?? null }));
  const { data: page } = query;
  const footer = useMemo(
    () => listTotals(page, totals.data, state.filters, state.search),
    [page, totals.data, state.filters, state.search],
  );
  const columns = useMemo(
    () => invoiceColumns({ footer, onCollect: mayCollect ? setCollecting : null }),
    [footer, mayCollect],
  );
  useHotkey("n", () => onNew?.(), { enabled: onNew !== null });

  const create = onNew && (
    <Button onClick={onNew}>
      <Plus aria-hidden />
      Nueva factura<Kbd inverse>N</Kbd>
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Facturación"
        subtitle={
          totals.data ? (
            subtitleOf(totals.data, Boolean(state.filters.from || state.filters.to))
          ) : (
            // The place of a usual one: beside the actions it takes two lines, and the list would move.
            <span aria-hidden className="invisible">
              Las facturas emitidas, su total y lo que de ellas está por cobrar. Los borradores por emitir.
            </span>
          )
        }
        actions={
          <>
            <Button asChild variant="outline">
              <Link href="/facturacion/notas-de-credito/">
                <FileMinus2 aria-hidden />
                Notas de crédito
              </Link>
            </Button>
            <Button asChild variant="outline">
              <Link href="/facturacion/devoluciones/">
                <Undo2 aria-hidden />
                Devoluciones
              </Link>
            </Button>
            <Button asChild variant="outline">
              <Link href="/facturacion/cheques/?status=HELD">
                <Landmark aria-hidden />
                Cheques
              </Link>
            </Button>
            <Can permission="packages:read">
              <Button asChild variant="outline">
                <Link href="/facturacion/paquetes/">
                  <Layers aria-hidden />
                  Paquetes
                </Link>
              </Button>
            </Can>
            <Can permission="invoices:annul">
              <Button asChild variant="outline">
                <Link href="/facturacion/series/">
                  <ListOrdered aria-hidden />
                  Series
                </Link>
              </Button>
            </Can>
            {create}
          </>
        }
      />
      <DataTable
        label="facturas"
        columns={columns}
        query={query}
        state={state}
        rowId={(row) => row.id}
        rowHref={(row) => invoicePath(row.id)}
        phone={phoneRow}
        hiddenColumns={["doctor", "iva"]}
        rowClassName={(row) =>
          row.status === "ANNULLED" || row.status === "DISCARDED" ? "text-muted-foreground" : undefined
        }
        toolbar={{
          search: "Cliente, teléfono o número",
          facets: [
            {
              name: "status",
              label: "Estado",
              options: STATUSES.map((value) => ({
                value,
                label: STATES[value].label,
                icon: STATES[value].icon,
                count: totals.data?.by_status.find((row) => row.status === value)?.count,
              })),
            },
            {
              name: "payment_status",
              label: "Pago",
              options: PAYMENT_STATUSES.map((value) => ({
                value,
                label: STATES[`PAYMENT_${value}`].label,
                icon: STATES[`PAYMENT_${value}`].icon,
              })),
            },
            {
              name: "needs_mending",
              label: "Revisión",
              options: [{ value: "true", label: STATES.TO_MEND.label, icon: STATES.TO_MEND.icon }],
            },
          ],
          dateRange: "Emisión",
          actions: (
            <ExportButton
              name="facturas"
              columns={csvColumns}
              ask={(after, signal) => askInvoices({ ...state.params, after, limit: 100 }, signal)}
            />
          ),
        }}
        empty={
          <EmptyState
            bare
            icon={ReceiptText}
            title="Aún no hay facturas"
            action={
              onNew && (
                <Button variant="outline" onClick={onNew}>
                  Nueva factura
                </Button>
              )
            }
          >
            Al completar una cita se prepara su borrador. También puede hacer una factura desde cero.
          </EmptyState>
        }
      />
      {collecting && <CollectDialog invoice={collecting} onClose={() => setCollecting(null)} />}
    </>
  );
}

function subtitleOf({ count, total, balance, by_status }: InvoiceTotals, dated: boolean) {
  const drafts = by_status.find(({ status }) => status === "DRAFT")?.count ?? 0;
  const issued = `${formatCount(count, "factura emitida", "facturas emitidas")}${dated ? " en esas fechas" : ""} por ${formatMoney(total)}`;
  const owed = Number(balance) > 0 ? `, ${formatMoney(balance)} por cobrar` : "";
  return `${issued}${owed}. ${drafts > 0 ? `${formatCount(drafts, "borrador", "borradores")} por emitir.` : "Ningún borrador por emitir."}`;
}

function phoneRow(row: InvoiceRow) {
  const issued = row.status === "ISSUED";
  return {
    title: row.buyer.name,
    badge: <InvoiceBadge invoice={row} />,
    detail: [row.number && `N.º ${Number(row.number.slice(-9))}`, dayOfRow(row)].filter(Boolean).join(" · "),
    sum: <Money value={row.total} strong />,
    balance:
      issued && Number(row.balance) > 0 ? (
        <>
          Saldo <Money value={row.balance} />
        </>
      ) : undefined,
  };
}

function dayOfRow(row: InvoiceRow) {
  const day = row.issue_date ?? row.dated_on;
  return day.slice(0, 4) === today().slice(0, 4) ? formatDayMonth(day) : formatDate(day);
}
