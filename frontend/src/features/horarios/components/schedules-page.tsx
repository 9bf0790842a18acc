"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { PractitionerSelect } from "@/entities/person/practitioner-select";
import { practitionersQuery } from "@/entities/person/queries";
import { useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";

const RoomsSection = lazy(
  () => import("./rooms-section").then((file) => file.RoomsSection),
  <Skeleton className="h-64 w-full rounded-xl" />,
);
const EquipmentSection = lazy(
  () => import("./equipment-section").then((file) => file.EquipmentSection),
  <Skeleton className="h-40 w-full rounded-xl" />,
);
const HolidaysSection = lazy(
  () => import("./holidays-section").then((file) => file.HolidaysSection),
  <Skeleton className="h-64 w-full rounded-xl" />,
);
const BookingRulesSection = lazy(
  () => import("./booking-rules-section").then((file) => file.BookingRulesSection),
  <Skeleton className="h-40 w-full rounded-xl" />,
);
const TimeOffSection = lazy(
  () => import("./time-off-section").then((file) => file.TimeOffSection),
  <Skeleton className="h-64 w-full rounded-xl" />,
);
const FeedSection = lazy(
  () => import("@/entities/feed/feed-section").then((file) => file.FeedSection),
  <Skeleton className="h-40 w-full rounded-xl" />,
);
const BusySection = lazy(
  () => import("@/entities/feed/busy-section").then((file) => file.BusySection),
  <Skeleton className="h-40 w-full rounded-xl" />,
);
const WeeklyHours = lazy(
  () => import("./weekly-hours").then((file) => file.WeeklyHours),
  <Skeleton className="h-64 w-full rounded-xl" />,
);

/** Beside the first, «profesionales». */
const TABS = ["feriados", "consultorios", "sobrecupos"];

/** When doctors attend, when they do not, the days on which nobody does, and the rooms. */
export function SchedulesPage() {
  const url = useUrlState();
  return (
    <RequirePermission permission="schedules:write" what="los horarios">
      <PageBody narrow>
        <PageHeader
          breadcrumb={[{ label: "Agenda", href: "/agenda/" }, { label: "Horarios y consultorios" }]}
          title="Horarios y consultorios"
          subtitle="Fuera de estas horas solo se agenda como sobrecupo."
        />
        <Tabs
          value={TABS.includes(url.get("ver") ?? "") ? url.get("ver")! : "profesionales"}
          onValueChange={(tab) => url.set({ ver: TABS.includes(tab) ? tab : null })}
        >
          <TabsList aria-label="Horarios y consultorios">
            <TabsTrigger value="profesionales">Profesionales</TabsTrigger>
            <TabsTrigger value="feriados">Feriados</TabsTrigger>
            <TabsTrigger value="consultorios">Consultorios</TabsTrigger>
            <TabsTrigger value="sobrecupos">Reglas</TabsTrigger>
          </TabsList>
          <TabsContent value="profesionales">
            <DoctorSchedules />
          </TabsContent>
          <TabsContent value="feriados">
            <HolidaysSection />
          </TabsContent>
          <TabsContent value="consultorios" className="space-y-4">
            <RoomsSection />
            <EquipmentSection />
          </TabsContent>
          <TabsContent value="sobrecupos">
            <BookingRulesSection />
          </TabsContent>
        </Tabs>
      </PageBody>
    </RequirePermission>
  );
}

function DoctorSchedules() {
  const url = useUrlState();
  const query = useQuery(practitionersQuery);
  const [unsaved, setUnsaved] = useState(false);
  if (query.isPending) return <Skeleton className="h-64 w-full rounded-xl" />;
  if (query.isError)
    return <ErrorState error={query.error} what="los profesionales" onRetry={() => void query.refetch()} />;
  const doctor = query.data.find(({ id }) => String(id) === url.get("prof")) ?? query.data[0];
  if (!doctor) {
    return (
      <EmptyState icon={CalendarClock} title="Todavía no hay profesionales">
        Aparecen aquí las personas activas de quienes se dijo, en Usuarios, que atienden pacientes.
      </EmptyState>
    );
  }
  return (
    <div className="space-y-4">
      <div className="max-w-80 space-y-1.5">
        <Label htmlFor="profesional">Profesional</Label>
        <PractitionerSelect
          id="profesional"
          value={doctor.id}
          onSelect={({ id }) => url.set({ prof: id })}
          disabled={unsaved}
          aria-describedby="profesional-nota"
        />
        {unsaved && (
          <p id="profesional-nota" className="text-xs text-muted-foreground">
            Guarde o descarte el horario antes de cambiar.
          </p>
        )}
      </div>
      <WeeklyHours key={doctor.id} doctorId={doctor.id} onUnsaved={setUnsaved} />
      <FeedSection key={`feed-${doctor.id}`} doctorId={doctor.id} />
      <BusySection key={`busy-${doctor.id}`} doctorId={doctor.id} />
      <TimeOffSection key={`time-off-${doctor.id}`} doctorId={doctor.id} name={doctor.full_name} />
    </div>
  );
}
