import type { ColumnDef } from "@tanstack/react-table";
import { Marked } from "@/components/patterns/marked";
import { Money } from "@/components/patterns/money";
import { StateBadge } from "@/components/patterns/status-badge";
import { AlertKinds } from "@/entities/patient/alert-kinds";
import type { ListedPatient } from "@/entities/patient/schema";
import { documentLabel, documentNumber } from "@/entities/patient/words";
import { formatAge, formatDate, formatPhone, formatRelativeDay, formatTime } from "@/lib/format";
import type { KnownElsewhere } from "../use-known-elsewhere";

type Named = Pick<ListedPatient, "full_name" | "first_name" | "last_name">;

/** In the order of the list: «Vélez Cano, Marcela» or «Marcela Vélez Cano». */
export const nameOf = ({ full_name, first_name, last_name }: Named, bySurname: boolean) =>
  bySurname && last_name ? `${last_name}, ${first_name}` : full_name;

/** `hoy, 10:00`, `mañana, 09:30`, `24 nov 2026`: the hour matters of what is near. */
export function formatMoment(instant: string) {
  const day = formatRelativeDay(instant);
  return /^\d/.test(day) ? day : `${day}, ${formatTime(instant)}`;
}

const nothing = <span className="text-muted-foreground">—</span>;

export function patientColumns(search: string, bySurname: boolean, known: KnownElsewhere): ColumnDef<ListedPatient>[] {
  const { visits, balances, seesVisits, seesBalances } = known;
  return [
    {
      id: "name",
      header: "Paciente",
      meta: { sort: bySurname ? "last_name" : "full_name", className: "min-w-48" },
      cell: ({ row: { original } }) => (
        <>
          <Marked text={nameOf(original, bySurname)} match={search} />
          {!original.active && <StateBadge state="inactive" className="ml-2 align-middle" />}
        </>
      ),
    },
    { id: "alerts", header: "Alertas", cell: ({ row }) => <AlertKinds kinds={row.original.alert_kinds} /> },
    {
      id: "document_number",
      header: "Documento",
      meta: { drop: 5 },
      cell: ({ row: { original } }) => (
        <span className="whitespace-nowrap">
          <span className={original.document_type ? "font-mono" : "text-muted-foreground"}>
            <Marked text={documentNumber(original)} match={search} />
          </span>
          {original.document_type && original.document_type !== "CEDULA" && (
            <span className="ml-2 text-xs text-muted-foreground">{documentLabel(original)}</span>
          )}
        </span>
      ),
    },
    {
      id: "age",
      header: "Edad",
      meta: { className: "whitespace-nowrap tabular-nums", drop: 3 },
      cell: ({ row }) => (row.original.birth_date ? formatAge(row.original.birth_date) : nothing),
    },
    {
      id: "phone",
      header: "Teléfono",
      meta: { className: "whitespace-nowrap tabular-nums", drop: 6 },
      cell: ({ row }) =>
        row.original.phone ? <Marked text={formatPhone(row.original.phone)} match={search} /> : nothing,
    },
    { id: "email", header: "Correo", meta: { drop: 2 }, cell: ({ row }) => row.original.email ?? nothing },
    {
      id: "created_at",
      header: "Registro",
      meta: { sort: "created_at", className: "whitespace-nowrap tabular-nums", drop: 1 },
      cell: ({ row }) => formatDate(row.original.created_at),
    },
    ...(seesVisits
      ? [
          {
            id: "last",
            header: "Última visita",
            meta: { className: "w-28 whitespace-nowrap tabular-nums", drop: 4 },
            cell: ({ row }) => {
              const last = visits?.get(row.original.id)?.last;
              return last ? formatDate(last) : visits && nothing;
            },
          } satisfies ColumnDef<ListedPatient>,
          {
            id: "next",
            header: "Próxima cita",
            meta: { className: "w-32 whitespace-nowrap tabular-nums", drop: 7 },
            cell: ({ row }) => {
              const next = visits?.get(row.original.id)?.next;
              return next ? formatMoment(next) : visits && nothing;
            },
          } satisfies ColumnDef<ListedPatient>,
        ]
      : []),
    ...(seesBalances
      ? [
          {
            id: "balance",
            header: "Saldo",
            meta: { align: "right", className: "w-24" },
            cell: ({ row }) =>
              balances && <Money value={balances.get(row.original.id) ?? "0"} strong dashZero className="block" />,
          } satisfies ColumnDef<ListedPatient>,
        ]
      : []),
  ];
}
