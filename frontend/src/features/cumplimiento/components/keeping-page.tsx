"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { CalendarCheck } from "lucide-react";
import { useState } from "react";
import { DateRangeFilter } from "@/components/data-table/date-range-filter";
import { RequirePermission } from "@/components/patterns/can";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Card } from "@/components/ui/card";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { keptByDoctorQuery, keptByPatientQuery, type Kept, type KeptByDoctor } from "@/entities/appointment/kept-days";
import { practitionersQuery } from "@/entities/person/queries";
import { useDays } from "@/hooks/use-days";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDateRange, formatPercent, formatQuantity } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { missedShare } from "../words";
import { KeptTable, type KeptRow } from "./kept-table";

const VisitsSheet = lazy(() => import("./visits-sheet").then((file) => file.VisitsSheet));

/** How patients kept their hours in some days, by professional and by patient, with the visits behind each figure. */
export function KeepingPage() {
  return (
    <RequirePermission permission="appointments:read" what="las inasistencias">
      <PageBody>
        <Keeping />
      </PageBody>
    </RequirePermission>
  );
}

const EVERYBODY = "todos";
export type Opened = { what: Kept; row: KeptRow };

function Keeping() {
  const url = useUrlState();
  const { from, to, chosen, choose } = useDays();
  const [opened, setOpened] = useState<Opened | null>(null);
  const people = url.get("por") === "paciente";
  const doctorId = url.get("prof");
  const doctors = useQuery(keptByDoctorQuery({ from, to }));
  const patients = useQuery({ ...keptByPatientQuery({ from, to, doctor_id: doctorId }), enabled: people });
  const doctorRows = doctors.data?.map((row) => ({ ...row, id: row.doctor_id, name: row.doctor_name }));
  const patientRows = patients.data?.map((row) => ({ ...row, id: row.patient_id, name: row.patient_name }));

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Agenda", href: "/agenda/" }, { label: "Inasistencias y atrasos" }]}
        title="Inasistencias y atrasos"
        subtitle={`${formatDateRange(from, to)}, de las citas que ya pasaron.`}
        actions={
          <DateRangeFilter {...chosen} label={chosen.from || chosen.to ? "Fecha" : "Este mes"} onChange={choose} />
        }
      />
      {doctors.data ? <Figures rows={doctors.data} /> : doctors.isPending ? <KpiSkeleton /> : null}
      <Tabs value={people ? "paciente" : "profesional"} onValueChange={(por) => url.set({ por })}>
        <div className="flex flex-wrap items-center gap-2">
          <TabsList aria-label="De quién">
            <TabsTrigger value="profesional">Por profesional</TabsTrigger>
            <TabsTrigger value="paciente">Por paciente</TabsTrigger>
          </TabsList>
          {people && <DoctorChoice value={doctorId} onChange={(prof) => url.set({ prof })} />}
        </div>
        <TabsContent value="profesional">
          <Rows query={doctors} rows={doctorRows} head="Profesional" onOpen={setOpened} />
        </TabsContent>
        <TabsContent value="paciente">
          <Rows query={patients} rows={patientRows} head="Paciente" onOpen={setOpened} />
        </TabsContent>
      </Tabs>
      {opened && (
        <VisitsSheet
          title={opened.row.name}
          wish={{
            from,
            to,
            what: opened.what,
            ...(people
              ? { patient_id: opened.row.id, ...(doctorId && { doctor_id: Number(doctorId) }) }
              : { doctor_id: opened.row.id }),
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function DoctorChoice({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { data: doctors = [] } = useQuery(practitionersQuery);
  return (
    <Select value={value ?? EVERYBODY} onValueChange={(id) => onChange(id === EVERYBODY ? null : id)}>
      <SelectTrigger aria-label="Con qué profesional" className="w-auto min-w-44">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={EVERYBODY}>Con cualquiera</SelectItem>
        {doctors.map(({ id, full_name }) => (
          <SelectItem key={id} value={String(id)}>
            {full_name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

function Figures({ rows }: { rows: KeptByDoctor[] }) {
  const sum = (of: (row: KeptByDoctor) => number) => rows.reduce((total, row) => total + of(row), 0);
  const attended = sum((row) => row.attended);
  const missed = sum((row) => row.missed);
  const late = sum((row) => row.late);
  const share = missedShare({ attended, missed, called_off_late: 0, late, late_minutes: 0 });
  const minutes = late && Math.round(sum((row) => row.late * row.late_minutes) / late);
  return (
    <KpiStrip
      label="Cifras del período"
      items={[
        { label: "Atendidas", value: formatQuantity(attended) },
        {
          label: "Inasistencias",
          value: formatQuantity(missed),
          note: share === null ? undefined : `${formatPercent(share)} de las que debían atenderse`,
        },
        {
          label: "Canceladas tarde",
          value: formatQuantity(sum((row) => row.called_off_late)),
          note: "con menos de un día",
        },
        {
          label: "Llegadas tarde",
          value: formatQuantity(late),
          note: late ? `${minutes} min, en promedio` : undefined,
        },
      ]}
    />
  );
}

type RowsProps = {
  query: UseQueryResult<unknown>;
  rows: KeptRow[] | undefined;
  head: "Profesional" | "Paciente";
  onOpen: (opened: Opened) => void;
};

function Rows({ query, rows, head, onOpen }: RowsProps) {
  if (query.isPending) return <Skeleton className="h-72 w-full rounded-xl" />;
  if (!rows)
    return (
      <Card>
        <ErrorState bare error={query.error} what="las citas de esos días" onRetry={() => void query.refetch()} />
      </Card>
    );
  if (rows.length === 0)
    return (
      <Card>
        {head === "Paciente" ? (
          <EmptyState bare icon={CalendarCheck} title="Nadie faltó ni llegó tarde en esos días">
            Aquí aparece quien no vino, canceló con menos de un día o llegó tarde según la regla de la clínica.
          </EmptyState>
        ) : (
          <EmptyState bare icon={CalendarCheck} title="Ninguna cita pasada en esos días">
            Elija otras fechas para ver cómo se cumplieron las citas.
          </EmptyState>
        )}
      </Card>
    );
  return (
    <Card className="overflow-hidden">
      <KeptTable rows={rows} head={head} onOpen={(what, row) => onOpen({ what, row })} />
    </Card>
  );
}
