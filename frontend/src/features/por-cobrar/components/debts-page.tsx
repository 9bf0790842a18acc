"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { ExportMenu } from "@/components/patterns/export-menu";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { debtsQuery, debtsSheetHref, exportDebts } from "@/entities/report/queries";
import { ReceivablesCard } from "@/entities/report/receivables-card";
import type { Debt } from "@/entities/report/schema";
import type { CsvColumn } from "@/lib/csv";
import { today } from "@/lib/dates";
import { formatCount, formatDate, formatMoney, formatPhone } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notifyError } from "@/lib/toast";
import { typedMoney } from "@/lib/units";

const ReminderDialog = lazy(() => import("./reminder-dialog").then((file) => file.ReminderDialog));
const TemplateDialog = lazy(() => import("./template-dialog").then((file) => file.TemplateDialog));

/** Who owes, since when, and a reminder to each. */
export function DebtsPage() {
  return (
    <RequirePermission permission="invoices:read" what="lo que está por cobrar">
      <PageBody>
        <Debts />
      </PageBody>
    </RequirePermission>
  );
}

function Debts() {
  const [opened, setOpened] = useState<Debt | null>(null);
  const state = useListState({ filters: ["from", "to", "overdue"], sort: "issue_date" });
  const query = useQuery(debtsQuery(state.params));
  const seesReports = useCan("reports:read");
  const exportCsv = () =>
    void import("@/lib/csv")
      .then(async ({ allPages, download, toCsv }) => {
        const { rows } = await allPages(exportDebts(state.params), {});
        download(`por-cobrar-${today()}.csv`, toCsv(CSV, rows));
      })
      .catch(notifyError);
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Panel", href: "/panel/" }, { label: "Por cobrar" }]}
        title="Por cobrar"
        subtitle="Las facturas con saldo, desde la más antigua. Elija una para recordarla."
        actions={<TemplateDialog />}
      />
      {seesReports && <ReceivablesCard />}
      <DataTable
        label="facturas por cobrar"
        columns={COLUMNS}
        query={query}
        state={state}
        rowId={(row) => row.id}
        onOpen={setOpened}
        phone={phoneRow}
        toolbar={{
          search: "Cliente, cédula o factura",
          facets: [{ name: "overdue", label: "Cuotas", options: [{ value: "true", label: "Con cuotas vencidas" }] }],
          dateRange: true,
          actions: <ExportMenu xlsx={debtsSheetHref(state.params)} onCsv={exportCsv} />,
        }}
        empty={
          <EmptyState bare icon={CircleCheck} title="Nadie debe nada">
            Lo que se facture y no se cobre aparece aquí.
          </EmptyState>
        }
      />
      {opened && <ReminderDialog debt={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

const agoOf = ({ days }: Debt) => (days === 0 ? "hoy" : `hace ${formatCount(days, "día", "días")}`);

const CSV: CsvColumn<Debt>[] = [
  { label: "Cliente", value: (row) => row.buyer_name },
  { label: "Factura", value: (row) => row.number },
  { label: "Fecha", value: (row) => row.issue_date },
  { label: "Días", value: (row) => row.days },
  { label: "Teléfono", value: (row) => row.buyer_phone },
  { label: "Correo", value: (row) => row.buyer_email },
  { label: "Total", value: (row) => typedMoney(row.total) },
  { label: "Por cobrar", value: (row) => typedMoney(row.balance) },
  { label: "Recordado", value: (row) => row.reminded_on },
];

const COLUMNS: ColumnDef<Debt>[] = [
  {
    id: "buyer",
    header: "Cliente",
    meta: { className: "max-w-64" },
    cell: ({ row: { original } }) => <span className="block truncate">{original.buyer_name}</span>,
  },
  {
    id: "number",
    header: "Factura",
    cell: ({ row: { original } }) => <span className="whitespace-nowrap font-mono text-xs">{original.number}</span>,
  },
  {
    id: "issue_date",
    header: "Fecha",
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap tabular-nums">
        {formatDate(original.issue_date)} <span className="text-muted-foreground">{agoOf(original)}</span>
      </span>
    ),
  },
  {
    id: "phone",
    header: "Teléfono",
    meta: { drop: 2 },
    cell: ({ row: { original } }) =>
      original.buyer_phone ? <span className="whitespace-nowrap">{formatPhone(original.buyer_phone)}</span> : "—",
  },
  {
    id: "reminded",
    header: "Recordado",
    meta: { drop: 1 },
    cell: ({ row: { original } }) =>
      original.annulling ? (
        <span className="whitespace-nowrap text-muted-foreground">Por anular</span>
      ) : original.reminded_on ? (
        <span className="whitespace-nowrap">{formatDate(original.reminded_on)}</span>
      ) : (
        <span className="text-muted-foreground">Nunca</span>
      ),
  },
  {
    id: "total",
    header: "Total",
    meta: { align: "right", drop: 3 },
    cell: ({ row: { original } }) => <Money value={original.total} />,
  },
  {
    id: "balance",
    header: "Por cobrar",
    meta: { align: "right" },
    cell: ({ row: { original } }) => (
      <>
        <Money value={original.balance} strong />
        {Number(original.overdue ?? 0) > 0 && (
          <span className="block whitespace-nowrap text-xs text-warning">
            {formatMoney(original.overdue!)} en cuotas vencidas
          </span>
        )}
      </>
    ),
  },
];

const phoneRow = (row: Debt) => ({
  title: row.buyer_name,
  detail: `${row.number} · ${agoOf(row)}`,
  sum: <Money value={row.balance} strong />,
});
