"use client";

import { OfPatient } from "@/entities/patient/of-address";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarX2 } from "lucide-react";
import { useState } from "react";
import { Can, RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { patientVisitsQuery } from "@/entities/appointment/queries";
import { materialUsesOf, packUsesOf } from "@/entities/chairside/queries";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { lazy } from "@/lib/lazy";
import { useWithdraw, type Noted } from "../api";
import { VisitCard } from "./visit-card";

const MaterialSheet = lazy(() => import("./note-sheets").then((file) => file.MaterialSheet));
const PackSheet = lazy(() => import("./note-sheets").then((file) => file.PackSheet));
const ConfirmDialog = lazy(() => import("@/components/patterns/confirm-dialog").then((file) => file.ConfirmDialog));

export function MaterialsPage() {
  return (
    <RequirePermission permission="materials:read" what="los materiales usados en un paciente">
      <OfPatient missing="de quién son los materiales">{(id) => <MaterialsOf patientId={id} />}</OfPatient>
    </RequirePermission>
  );
}

type Sheet = { kind: "material" | "pack"; appointmentId: number };

function MaterialsOf({ patientId }: { patientId: number }) {
  const visits = useInfiniteQuery(patientVisitsQuery(patientId));
  const materials = useInfiniteQuery(materialUsesOf(patientId));
  const packs = useInfiniteQuery(packUsesOf(patientId));
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [going, setGoing] = useState<Noted | null>(null);
  const withdraw = useWithdraw();
  const asked = [visits, materials, packs];
  const failed = asked.find(({ error }) => error);
  const shown = visits.data?.pages.flatMap(({ data }) => data).filter(({ start_time }) => isPast(start_time));
  const used = materials.data?.pages.flatMap(({ data }) => data);
  const opened = packs.data?.pages.flatMap(({ data }) => data);
  const more = asked.filter(({ hasNextPage }) => hasNextPage);
  return (
    <DentalFrame patientId={patientId} tab="materiales">
      {failed ? (
        <ErrorState
          error={failed.error!}
          what="los materiales"
          onRetry={() => asked.forEach((query) => void query.refetch())}
          className="m-4"
        />
      ) : !shown || !used || !opened ? (
        <div role="status" aria-label="Cargando los materiales" className="space-y-4 p-4">
          <Skeleton className="h-40 rounded-xl" />
          <Skeleton className="h-40 rounded-xl" />
        </div>
      ) : shown.length === 0 ? (
        <EmptyState
          bare
          icon={CalendarX2}
          title="Sin atenciones"
          className="m-4"
          action={
            <Can permission="appointments:write">
              <Button variant="outline" asChild>
                <Link href={`/agenda/?nuevo=1&paciente=${patientId}`}>Nueva cita</Link>
              </Button>
            </Can>
          }
        >
          Los lotes y los paquetes estériles se anotan en una cita del paciente.
        </EmptyState>
      ) : (
        <div className="mx-auto w-full max-w-4xl space-y-4 p-4">
          {shown.map((visit, place) => (
            <VisitCard
              key={visit.id}
              visit={visit}
              recent={place < 3}
              materials={used.filter(({ appointment_id }) => appointment_id === visit.id)}
              packs={opened.filter(({ appointment_id }) => appointment_id === visit.id)}
              onNote={(kind) => setSheet({ kind, appointmentId: visit.id })}
              onWithdraw={setGoing}
            />
          ))}
          {more.length > 0 && (
            <Button variant="outline" onClick={() => more.forEach((query) => void query.fetchNextPage())}>
              Ver atenciones anteriores
            </Button>
          )}
        </div>
      )}
      {sheet?.kind === "material" && (
        <MaterialSheet appointmentId={sheet.appointmentId} onClose={() => setSheet(null)} />
      )}
      {sheet?.kind === "pack" && <PackSheet appointmentId={sheet.appointmentId} onClose={() => setSheet(null)} />}
      {going && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setGoing(null)}
          title={`Retirar «${going.name}»`}
          description="Queda tachado, con quién lo retiró y por qué."
          confirmLabel="Retirar"
          cancelLabel="Conservar"
          reason
          onConfirm={(reason) => withdraw.mutateAsync({ ...going, reason })}
        />
      )}
    </DentalFrame>
  );
}

/** From the start of its day on: what is laid ready before the visit is noted too. */
const isPast = (start: string) => new Date(start).getTime() < Date.now() + 12 * 3600_000;
