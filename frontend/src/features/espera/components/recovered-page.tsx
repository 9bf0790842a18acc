"use client";

import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { DateRangeFilter } from "@/components/data-table/date-range-filter";
import { ExportButton } from "@/components/data-table/export-button";
import { PhoneRows } from "@/components/data-table/phone-rows";
import { RequirePermission } from "@/components/patterns/can";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { APPOINTMENT_STATUS, StatusBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { appointmentPath, invoicePath, waitlistPath } from "@/config/navigation";
import { sumParts } from "@/entities/report/compared";
import { recoveredQuery, recoveredVisitsQuery } from "@/entities/waitlist/queries";
import type { RecoveredVisit, RecoveredVisits } from "@/entities/waitlist/schema";
import { useIsDesktop } from "@/hooks/use-media";
import { useDays } from "@/hooks/use-days";
import type { CsvColumn } from "@/lib/csv";
import { subtract } from "@/lib/decimal";
import { formatCount, formatDateRange, formatDateTime, formatDuration } from "@/lib/format";
import { typedMoney } from "@/lib/units";
import { cn } from "@/lib/utils";

export function RecoveredPage() {
  return (
    <RequirePermission permission="appointments:read" what="las horas recuperadas">
      <PageBody>
        <RecoveredHours />
      </PageBody>
    </RequirePermission>
  );
}

/** What the waiting list filled in some days: hours, and dollars held against what was really invoiced. */
function RecoveredHours() {
  const { from, to, chosen, choose } = useDays();
  const query = useQuery(recoveredVisitsQuery(from, to));
  const hours = useQuery(recoveredQuery(from, to));
  const visits = query.data;
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Lista de espera", href: waitlistPath }, { label: "Horas recuperadas" }]}
        title="Horas recuperadas"
        subtitle={
          hours.data &&
          `${formatDateRange(from, to)}: la lista llenó ${hours.data.booked} de ${formatCount(hours.data.freed, "hora liberada", "horas liberadas")}.`
        }
        actions={
          <>
            <DateRangeFilter {...chosen} label={chosen.from || chosen.to ? "Fecha" : "Este mes"} onChange={choose} />
            <ExportButton
              name="horas-recuperadas"
              columns={visits?.invoiced === null ? columns.slice(0, OF_THE_AGENDA) : columns}
              ask={() => Promise.resolve({ data: visits?.data ?? [], next: null })}
            />
          </>
        }
      />
      {query.isPending ? (
        <>
          <KpiSkeleton />
          <Skeleton className="h-96 w-full rounded-xl" />
        </>
      ) : !visits ? (
        <Card>
          <ErrorState bare error={query.error} what="las horas recuperadas" onRetry={() => void query.refetch()} />
        </Card>
      ) : (
        <>
          <Sums visits={visits} />
          <Card className={cn("overflow-hidden", query.isPlaceholderData && "opacity-60")}>
            {visits.data.length === 0 ? (
              <EmptyState bare icon={Hourglass} title="La lista no llenó ninguna hora en esos días">
                Cuando alguien de la lista de espera toma una hora liberada, su cita aparece aquí con su factura.
              </EmptyState>
            ) : (
              <Visits rows={visits.data} seesInvoices={visits.invoiced !== null} />
            )}
          </Card>
        </>
      )}
    </>
  );
}

function Sums({ visits: { data, total, invoiced, paid, not_invoiced } }: { visits: RecoveredVisits }) {
  const minutes = data.reduce((sum, visit) => sum + visit.minutes, 0);
  const booked = { label: "Agendado", ...sumParts(total), note: "por sus tratamientos, al agendar" };
  const hours = {
    label: "Tiempo recuperado",
    value: formatDuration(minutes),
    note: formatCount(data.length, "cita", "citas"),
  };
  return (
    <KpiStrip
      label="Cifras del período"
      items={
        invoiced === null || paid === null || not_invoiced === null
          ? [hours, booked]
          : [
              hours,
              booked,
              { label: "Facturado", ...sumParts(invoiced), note: `cobrado: $${typedMoney(paid)}` },
              { label: "Sin facturar", ...sumParts(not_invoiced), note: "por atender, o en borrador" },
            ]
      }
    />
  );
}

function Visits({ rows, seesInvoices }: { rows: RecoveredVisit[]; seesInvoices: boolean }) {
  const desktop = useIsDesktop();
  if (!desktop)
    return (
      <PhoneRows
        rows={rows}
        rowId={(row) => row.appointment_id}
        rowHref={(row) => appointmentPath(row.appointment_id)}
        phone={(row) => ({
          title: row.patient.name,
          badge: <StatusBadge status={row.status} />,
          detail: formatDateTime(row.start_time),
          sum: <Money value={row.total} />,
          balance: seesInvoices && <InvoiceWords row={row} />,
        })}
      />
    );
  return (
    <Table>
      <TableCaption>Citas que dio la lista de espera</TableCaption>
      <TableHeader>
        <TableRow>
          <TableHead>Cita</TableHead>
          <TableHead>Paciente</TableHead>
          <TableHead>Profesional</TableHead>
          <TableHead>Estado</TableHead>
          <TableHead className="text-right">Agendado</TableHead>
          {seesInvoices && (
            <>
              <TableHead>Factura</TableHead>
              <TableHead className="text-right">Facturado</TableHead>
            </>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.appointment_id}>
            <TableCell className="whitespace-nowrap tabular-nums">
              <Link href={appointmentPath(row.appointment_id)} className="font-medium hover:underline">
                {formatDateTime(row.start_time)}
              </Link>
              <span className="block text-xs text-muted-foreground">{row.minutes} min</span>
            </TableCell>
            <TableCell>{row.patient.name}</TableCell>
            <TableCell className="text-muted-foreground">{row.doctor.name}</TableCell>
            <TableCell>
              <StatusBadge status={row.status} />
            </TableCell>
            <TableCell className="text-right">
              <Money value={row.total} />
            </TableCell>
            {seesInvoices && (
              <>
                <TableCell>
                  <InvoiceWords row={row} />
                </TableCell>
                <TableCell className="text-right">
                  {row.invoice?.status === "ISSUED" ? <Money value={invoicedOf(row)} strong /> : "—"}
                </TableCell>
              </>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function InvoiceWords({ row: { invoice, status } }: { row: RecoveredVisit }) {
  if (!invoice) return <Badge>{status === "COMPLETED" ? "Sin factura" : "Por atender"}</Badge>;
  if (invoice.status === "DRAFT") return <Badge variant="warning">Borrador</Badge>;
  return (
    <Link href={invoicePath(invoice.invoice_id)} className="whitespace-nowrap font-mono text-primary hover:underline">
      {invoice.number}
    </Link>
  );
}

/** Less what was given back by credit notes. */
const invoicedOf = ({ invoice }: RecoveredVisit) => (invoice ? subtract(invoice.total, invoice.credited) : "0.00");

/** The columns that whoever sees no invoices gets. */
const OF_THE_AGENDA = 7;
const columns: CsvColumn<RecoveredVisit>[] = [
  { label: "Dada", value: (row) => formatDateTime(row.given_at) },
  { label: "Cita", value: (row) => formatDateTime(row.start_time) },
  { label: "Minutos", value: (row) => row.minutes },
  { label: "Paciente", value: (row) => row.patient.name },
  { label: "Profesional", value: (row) => row.doctor.name },
  { label: "Estado", value: (row) => APPOINTMENT_STATUS[row.status].label },
  { label: "Agendado", value: (row) => typedMoney(row.total) },
  { label: "Factura", value: (row) => row.invoice && (row.invoice.number ?? "Borrador") },
  {
    label: "Facturado",
    value: (row) => typedMoney(row.invoice?.status === "ISSUED" ? invoicedOf(row) : "0.00"),
  },
  { label: "Cobrado", value: (row) => typedMoney(row.invoice?.paid ?? "0.00") },
];
