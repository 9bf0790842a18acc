"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ScrollText, X } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState, type ListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { SERVICES, serviceLabel } from "@/config/services";
import { askEntries, entriesQuery, statsQuery } from "@/entities/log/queries";
import { LEVELS, type Entry } from "@/entities/log/schema";
import { peopleQuery } from "@/entities/person/queries";
import { useUrlState } from "@/hooks/use-url-state";
import type { CsvColumn } from "@/lib/csv";
import { EVENT_LABELS, eventLabel } from "@/lib/events";
import { formatDateRange, formatQuantity } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { LEVEL_LOOK, momentOf } from "../words";
import { LevelBadge } from "./level-badge";
import { LogStats } from "./log-stats";

const PatientFacet = lazy(
  () => import("./patient-facet").then((file) => file.PatientFacet),
  // As wide and as high as the button it becomes.
  <span className="h-11 w-[102px] rounded-md border border-dashed border-input md:h-8" />,
);
const EntrySheet = lazy(() => import("./entry-sheet").then((file) => file.EntrySheet));

const FILTERS = ["service", "level", "type", "user_id", "patient_id", "request_id", "from", "to"] as const;

const columns: ColumnDef<Entry>[] = [
  {
    id: "moment",
    header: "Momento",
    cell: ({ row }) => <Moment entry={row.original} />,
    meta: { className: "whitespace-nowrap" },
  },
  {
    accessorKey: "message",
    header: "Qué pasó",
    cell: ({ row }) => <span className="block min-w-64 max-w-xl">{row.original.message}</span>,
  },
  { id: "user", header: "Quién", cell: ({ row }) => <Person entry={row.original} />, meta: { drop: 4 } },
  {
    id: "type",
    header: "Tipo",
    cell: ({ row }) => eventLabel(row.original.type),
    meta: { className: "whitespace-nowrap", drop: 3 },
  },
  {
    id: "service",
    header: "Servicio",
    cell: ({ row }) => serviceLabel(row.original.service),
    meta: { className: "whitespace-nowrap", drop: 2 },
  },
  { id: "level", header: "Nivel", cell: ({ row }) => <LevelBadge quiet level={row.original.level} /> },
  {
    id: "ip",
    header: "Equipo (IP)",
    cell: ({ row }) => <span className="font-mono text-xs">{row.original.ip ?? "—"}</span>,
    meta: { drop: 1 },
  },
];

const csvColumns: CsvColumn<Entry>[] = [
  { label: "Momento", value: ({ occurred_at }) => `${momentOf(occurred_at).day} ${momentOf(occurred_at).time}` },
  { label: "Qué pasó", value: (entry) => entry.message },
  { label: "Quién", value: (entry) => entry.user?.name ?? entry.user?.id },
  { label: "Rol", value: (entry) => entry.user?.role },
  { label: "IP", value: (entry) => entry.ip },
  { label: "Servicio", value: (entry) => serviceLabel(entry.service) },
  { label: "Tipo", value: (entry) => entry.type },
  { label: "Nivel", value: (entry) => LEVEL_LOOK[entry.level].label },
  { label: "Sobre", value: (entry) => entry.aggregate },
  { label: "Paciente", value: (entry) => entry.patient_id },
  { label: "Solicitud", value: (entry) => entry.request_id },
];

/** Who did what, when and from where: read only, by everyone who audits. */
export function LogPage() {
  return (
    <RequirePermission permission="logs:read" what="el registro">
      <Log />
    </RequirePermission>
  );
}

function Log() {
  const url = useUrlState();
  const state = useListState({ filters: FILTERS });
  const query = useQuery(entriesQuery(state.params));
  const period = { from: state.filters.from ?? null, to: state.filters.to ?? null };
  const { data: stats } = useQuery(statsQuery(period));
  const toolbar = useToolbar(state);
  const opened = Number(url.get("entrada")) || null;
  const seesOpenings = useCan("restrictions:read");

  return (
    <PageBody>
      <PageHeader
        title="Registro"
        subtitle={subtitleOf(stats?.total, period.from, period.to)}
        actions={
          seesOpenings && (
            <Button asChild variant="outline" size="sm">
              <Link href="/registro/aperturas/">Notas abiertas con un motivo</Link>
            </Button>
          )
        }
      />
      <LogStats period={period} />
      {state.filters.request_id && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          Solo la solicitud <code className="font-mono text-xs">{state.filters.request_id}</code>
          <Button variant="ghost" size="xs" onClick={() => state.setFilter("request_id", null)}>
            <X aria-hidden />
            Quitar
          </Button>
        </p>
      )}
      <DataTable
        label="entradas del registro"
        columns={columns}
        hiddenColumns={["ip"]}
        query={query}
        state={state}
        rowId={(entry) => entry.id}
        onOpen={(entry) => url.set({ entrada: entry.id })}
        phone={(entry) => {
          const { day, time } = momentOf(entry.occurred_at);
          return {
            title: entry.message,
            badge: entry.level === "INFO" ? undefined : <LevelBadge level={entry.level} />,
            detail: `${day}, ${time} · ${entry.user?.name ?? entry.user?.id ?? serviceLabel(entry.service)}`,
          };
        }}
        empty={
          <EmptyState bare icon={ScrollText} title="Aún no hay entradas">
            Cada acción de las personas y de los servicios se escribe aquí por sí sola.
          </EmptyState>
        }
        toolbar={toolbar}
      />
      <EntrySheet
        id={opened}
        known={query.data?.data}
        onOpen={(id) => url.set({ entrada: id })}
        onClose={() => url.set({ entrada: null })}
        onFilter={(change) => {
          url.set({ entrada: null });
          state.setFilters(change);
        }}
      />
    </PageBody>
  );
}

function useToolbar(state: ListState) {
  const { data: stats } = useQuery(statsQuery({ from: state.filters.from ?? null, to: state.filters.to ?? null }));
  const canSeePeople = useCan("users:read");
  const canSearchPatients = useCan("patients:read");
  const { data: people = [] } = useQuery({ ...peopleQuery, enabled: canSeePeople });
  const counts = new Map(stats?.by_type.map(({ type, count }) => [type, count]));
  const chosen = state.filters.type;
  const types = [...new Set([...counts.keys(), ...(chosen ? [chosen] : [])])].sort((one, other) =>
    eventLabel(one).localeCompare(eventLabel(other), "es"),
  );

  return {
    search: "Buscar en lo que pasó",
    dateRange: true,
    facets: [
      {
        name: "service",
        label: "Servicio",
        options: SERVICES.map(({ key, label }) => ({
          value: key,
          label,
          count: stats?.by_service.find(({ service }) => service === key)?.count,
        })),
      },
      {
        name: "level",
        label: "Nivel",
        options: LEVELS.map((level) => ({
          value: level,
          label: LEVEL_LOOK[level].label,
          icon: LEVEL_LOOK[level].icon,
          count: stats?.by_level.find((row) => row.level === level)?.count,
        })),
      },
      {
        name: "type",
        label: "Tipo",
        options: (stats ? types : Object.keys(EVENT_LABELS)).map((type) => ({
          value: type,
          label: eventLabel(type),
          count: counts.get(type),
        })),
      },
      ...(canSeePeople
        ? [
            {
              name: "user_id",
              label: "Usuario",
              options: people.map(({ id, full_name }) => ({ value: String(id), label: full_name })),
            },
          ]
        : []),
    ],
    filters: canSearchPatients && (
      <PatientFacet value={state.filters.patient_id ?? null} onChange={(id) => state.setFilter("patient_id", id)} />
    ),
    actions: (
      <ExportButton
        name="registro"
        columns={csvColumns}
        ask={(after, signal) => askEntries({ ...state.params, after, limit: 100 }, signal)}
      />
    ),
  };
}

function subtitleOf(total: number | undefined, from: string | null, to: string | null) {
  if (total === undefined) return "Quién hizo qué, cuándo y desde dónde.";
  const entries = `${formatQuantity(total)} ${total === 1 ? "entrada" : "entradas"}`;
  if (from && to) return `${entries}, ${formatDateRange(from, to)}.`;
  return from || to ? `${entries} en el período elegido.` : `${entries} en los últimos 30 días.`;
}

function Moment({ entry }: { entry: Entry }) {
  const { day, time } = momentOf(entry.occurred_at);
  return (
    <span className="tabular-nums">
      {day} <span className="font-normal text-muted-foreground">{time}</span>
      <span className="sr-only">, {entry.message}</span>
    </span>
  );
}

function Person({ entry: { user } }: { entry: Entry }) {
  if (!user) return <span className="text-muted-foreground">El sistema</span>;
  return (
    <span className="block whitespace-nowrap">
      {user.name ?? user.id}
      {user.role && <span className="block text-xs text-muted-foreground">{user.role}</span>}
    </span>
  );
}
