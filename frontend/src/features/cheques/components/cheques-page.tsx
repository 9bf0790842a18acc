"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Landmark } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { accountPath, invoicePath } from "@/config/navigation";
import { chequesQuery, exportCheques } from "@/entities/cheque/queries";
import type { Cheque } from "@/entities/cheque/schema";
import type { CsvColumn } from "@/lib/csv";
import { today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { typedMoney } from "@/lib/units";
import { useCheque } from "../api";
import { payerOf, WORDS } from "../words";

const BounceDialog = lazy(() => import("./bounce-dialog").then((file) => file.BounceDialog));
const ReturnDialog = lazy(() => import("./return-dialog").then((file) => file.ReturnDialog));

/** What it is, and since when or why. */
function stateOf({ status, due_on, deposited_on, bounced_on, bounce_reason, replaced_by }: Cheque) {
  if (status === "DEPOSITED") return { variant: "success", more: deposited_on && formatDate(deposited_on) } as const;
  if (status === "BOUNCED" || status === "RETURNED")
    return {
      variant: status === "BOUNCED" ? "danger" : "neutral",
      more: bounced_on && `${formatDate(bounced_on)} · ${bounce_reason}`,
    } as const;
  if (status === "VOIDED")
    return { variant: "neutral", more: replaced_by ? "No había sido devuelto: vuelve a pagar" : null } as const;
  return {
    variant: due_on <= today() ? "warning" : "neutral",
    more: due_on <= today() ? "Ya se cobra" : null,
  } as const;
}

function State({ cheque }: { cheque: Cheque }) {
  const { variant, more } = stateOf(cheque);
  return (
    <>
      <Badge variant={variant}>{WORDS[cheque.status]}</Badge>
      {more && <span className="mt-0.5 block text-xs text-muted-foreground">{more}</span>}
    </>
  );
}

const columns: ColumnDef<Cheque>[] = [
  {
    id: "due_on",
    header: "Se cobra",
    cell: ({ row }) => formatDate(row.original.due_on),
    meta: { sort: "due_on", className: "whitespace-nowrap" },
  },
  {
    id: "cheque",
    header: "Cheque",
    cell: ({ row: { original } }) => (
      <>
        <span className="block truncate font-medium">{original.reference ?? "Sin número"}</span>
        <span className="block truncate text-xs text-muted-foreground">{original.bank ?? "Banco sin anotar"}</span>
      </>
    ),
    meta: { className: "max-w-48" },
  },
  {
    id: "buyer",
    header: "Cliente",
    cell: ({ row }) => <span className="block truncate">{payerOf(row.original)}</span>,
    meta: { className: "max-w-48", drop: 2 },
  },
  {
    id: "invoice",
    header: "Paga",
    cell: ({ row }) => <Paid cheque={row.original} />,
    meta: { drop: 1 },
  },
  { id: "status", header: "Estado", cell: ({ row }) => <State cheque={row.original} /> },
  {
    id: "amount",
    header: "Valor",
    cell: ({ row }) => <Money value={row.original.amount} strong />,
    meta: { align: "right" },
  },
];

/** To the invoice that it pays, or to the account of who paid it in advance. */
function Paid({ cheque: { invoice_id, invoice_number, patient_id } }: { cheque: Cheque }) {
  const look = "whitespace-nowrap font-medium text-primary hover:underline";
  if (invoice_id)
    return (
      <Link className={`font-mono ${look}`} href={invoicePath(invoice_id)}>
        {invoice_number}
      </Link>
    );
  return (
    <Link className={look} href={accountPath(patient_id!)}>
      Abono a cuenta
    </Link>
  );
}

const csvColumns: CsvColumn<Cheque>[] = [
  { label: "Se cobra", value: (row) => row.due_on },
  { label: "Cheque", value: (row) => row.reference },
  { label: "Banco", value: (row) => row.bank },
  { label: "Recibido", value: (row) => row.received_on },
  { label: "Cliente", value: payerOf },
  { label: "Factura", value: (row) => row.invoice_number ?? "Abono a cuenta" },
  { label: "Estado", value: (row) => WORDS[row.status] },
  { label: "Depositado", value: (row) => row.deposited_on },
  { label: "Devuelto", value: (row) => row.bounced_on },
  { label: "Motivo", value: (row) => row.bounce_reason },
  { label: "Valor", value: (row) => typedMoney(row.amount) },
];

/** Every cheque, the one that is good first at the top: what to take to the bank, and what came back from it. */
export function ChequesPage() {
  return (
    <RequirePermission permission="invoices:read" what="los cheques">
      <PageBody>
        <Cheques />
      </PageBody>
    </RequirePermission>
  );
}

function Cheques() {
  const mayWrite = useCan("payments:write");
  const [asked, setAsked] = useState<{ cheque: Cheque; what: Asked } | null>(null);
  const Dialog = asked?.what === "return" ? ReturnDialog : BounceDialog;
  const state = useListState({ filters: ["due", "status", "from", "to"], sort: "due_on" });
  const query = useQuery(chequesQuery(state.params));
  const act: ColumnDef<Cheque> = {
    id: "acts",
    header: () => <span className="sr-only">Acciones</span>,
    cell: ({ row: { original: cheque } }) => <Acts cheque={cheque} onAsk={(what) => setAsked({ cheque, what })} />,
  };
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Facturación", href: "/facturacion/" }, { label: "Cheques" }]}
        title="Cheques"
        subtitle="Los que se recibieron como pago o abono. Uno que el banco devuelve no paga nada: la factura se debe otra vez."
      />
      <DataTable
        label="cheques"
        columns={mayWrite ? [...columns, act] : columns}
        query={query}
        state={state}
        rowId={(row) => row.id}
        phone={(row) => ({
          title: payerOf(row),
          badge: <Badge variant={stateOf(row).variant}>{WORDS[row.status]}</Badge>,
          detail: `${formatDate(row.due_on)} · ${row.bank ?? row.reference ?? "Sin número"}`,
          sum: <Money value={row.amount} strong />,
          actions: mayWrite ? <Acts cheque={row} onAsk={(what) => setAsked({ cheque: row, what })} /> : undefined,
        })}
        toolbar={{
          search: "Número, banco, cliente o factura",
          facets: [
            {
              name: "due",
              label: "En el cajón",
              options: [
                { value: "true", label: "Ya se cobran" },
                { value: "false", label: "Aún no" },
              ],
            },
            {
              name: "status",
              label: "Estado",
              options: Object.entries(WORDS).map(([value, label]) => ({ value, label })),
            },
          ],
          dateRange: true,
          actions: <ExportButton name="cheques" columns={csvColumns} ask={exportCheques(state.params)} />,
        }}
        empty={
          <EmptyState bare icon={Landmark} title="Aún no hay cheques">
            Aparecen aquí al cobrar o recibir un abono con cheque; uno posfechado espera su día.
          </EmptyState>
        }
      />
      {asked && <Dialog cheque={asked.cheque} onClose={() => setAsked(null)} />}
    </>
  );
}

type Asked = "bounce" | "return";

/** One click, and six seconds to think again; of what asks for a reason, a dialog. */
function Acts({ cheque, onAsk }: { cheque: Cheque; onAsk: (what: Asked) => void }) {
  const mayGiveBack = useCan("payments:refund");
  const { mutateAsync, isPending } = useCheque();
  const named = `el cheque de ${payerOf(cheque)}`;

  async function run(what: "deposit" | `${"deposit" | Asked}/undo`, of = cheque) {
    try {
      const saved = await mutateAsync({ cheque: of, what });
      if (what === "deposit") notify(`Depositado ${named}`, { undo: () => void run("deposit/undo", saved) });
      else notify(what === "bounce/undo" ? "El cheque vuelve a pagar" : "Otra vez por depositar");
    } catch (error) {
      notifyError(error);
    }
  }

  const { status, due_on } = cheque;
  const button = (label: string, onClick: () => void) => (
    <Button variant="ghost" size="sm" loading={isPending} aria-label={`${label}: ${named}`} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <span className="flex justify-end gap-1 max-md:flex-wrap">
      {status === "HELD" && due_on <= today() && button("Depositar", () => void run("deposit"))}
      {(status === "HELD" || status === "DEPOSITED") && button("Devuelto", () => onAsk("bounce"))}
      {status === "HELD" && !cheque.invoice_id && mayGiveBack && button("Entregar al paciente", () => onAsk("return"))}
      {status === "DEPOSITED" && button("No se depositó", () => void run("deposit/undo"))}
      {status === "BOUNCED" && button("No fue devuelto", () => void run("bounce/undo"))}
      {status === "RETURNED" && mayGiveBack && button("No se entregó", () => void run("return/undo"))}
    </span>
  );
}
