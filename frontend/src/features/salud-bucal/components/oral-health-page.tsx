"use client";

import { OfPatient } from "@/entities/patient/of-address";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ClipboardPlus, Plus } from "lucide-react";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { IndexFigures } from "@/entities/odontogram/index-figures";
import { odontogramsQuery } from "@/entities/odontogram/queries";
import { oralHealthQuery } from "@/entities/oral-health/queries";
import type { OralHealth } from "@/entities/oral-health/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { useWithdraw } from "../api";
import { ExamCard } from "./exam-card";

const ExamSheet = lazy(() => import("./exam-sheet").then((file) => file.ExamSheet));
const ConfirmDialog = lazy(() => import("@/components/patterns/confirm-dialog").then((file) => file.ConfirmDialog));

export function OralHealthPage() {
  return (
    <RequirePermission permission="records:read" what="la salud bucal de un paciente">
      <OfPatient missing="de quién es la salud bucal">{(id) => <OralHealthOf patientId={id} />}</OfPatient>
    </RequirePermission>
  );
}

function OralHealthOf({ patientId }: { patientId: number }) {
  const exams = useInfiniteQuery(oralHealthQuery(patientId));
  const { data: charts } = useQuery(odontogramsQuery(patientId));
  const canWrite = useCan("records:write");
  const [writing, setWriting] = useState(false);
  const [going, setGoing] = useState<OralHealth | null>(null);
  const withdraw = useWithdraw(patientId);
  useHotkey("n", () => setWriting(true), { enabled: canWrite && !writing && !going });
  const shown = exams.data?.pages.flatMap(({ data }) => data);
  const standing = shown?.filter(({ withdrawn }) => !withdrawn) ?? [];
  const register = canWrite && (
    <Button size="sm" data-main onClick={() => setWriting(true)}>
      <Plus aria-hidden />
      Registrar examen
    </Button>
  );
  return (
    <DentalFrame
      patientId={patientId}
      tab="salud-bucal"
      beside={
        <>
          {charts?.current && (
            <>
              {charts.current.dentition !== "TEMPORARY" && (
                <IndexFigures which="cpo" indices={charts.current.indices} />
              )}
              {charts.current.dentition !== "PERMANENT" && (
                <IndexFigures which="ceo" indices={charts.current.indices} />
              )}
            </>
          )}
          {shown && shown.length > 0 && register}
        </>
      }
    >
      {exams.error ? (
        <ErrorState error={exams.error} what="la salud bucal" onRetry={() => void exams.refetch()} className="m-4" />
      ) : !shown ? (
        <div role="status" aria-label="Cargando la salud bucal" className="space-y-4 p-4">
          <Skeleton className="h-48 rounded-xl" />
          <Skeleton className="h-48 rounded-xl" />
        </div>
      ) : shown.length === 0 ? (
        <EmptyState bare icon={ClipboardPlus} title="Sin exámenes de salud bucal" action={register} className="m-4">
          Higiene por sextantes, enfermedad periodontal, maloclusión y fluorosis: la sección I del formulario 033.
        </EmptyState>
      ) : (
        <div className="mx-auto w-full max-w-4xl space-y-4 p-4">
          {shown.map((exam) => (
            <ExamCard
              key={exam.id}
              exam={exam}
              before={standing[standing.indexOf(exam) + 1]}
              onWithdraw={canWrite && !exam.withdrawn ? () => setGoing(exam) : null}
            />
          ))}
          {exams.hasNextPage && (
            <Button variant="outline" onClick={() => void exams.fetchNextPage()} loading={exams.isFetchingNextPage}>
              Ver exámenes anteriores
            </Button>
          )}
        </div>
      )}
      {writing && <ExamSheet patientId={patientId} onClose={() => setWriting(false)} />}
      {going && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setGoing(null)}
          title="Retirar este examen"
          description="Queda tachado, con quién lo retiró y por qué; el formulario 033 ya no lo cuenta."
          confirmLabel="Retirar examen"
          cancelLabel="Conservar"
          reason
          onConfirm={(reason) => withdraw.mutateAsync({ id: going.id, reason })}
        />
      )}
    </DentalFrame>
  );
}
