"use client";

import { OfPatient } from "@/entities/patient/of-address";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarPlus, ClipboardPlus, Plus } from "lucide-react";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { controlsQuery } from "@/entities/orthodontics/queries";
import type { Control } from "@/entities/orthodontics/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useIdParam } from "@/hooks/use-url-state";
import { today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { useWithdraw } from "../api";
import { ControlCard } from "./control-card";
import { InstalmentsCard } from "./instalments-card";
import { PhotoSeries } from "./photo-series";

const ControlSheet = lazy(() => import("./control-sheet").then((file) => file.ControlSheet));
const ConfirmDialog = lazy(() => import("@/components/patterns/confirm-dialog").then((file) => file.ConfirmDialog));

export function OrthodonticsPage() {
  return (
    <RequirePermission permission="records:read" what="la ortodoncia de un paciente">
      <OfPatient missing="de quién es la ortodoncia">{(id) => <OrthodonticsOf patientId={id} />}</OfPatient>
    </RequirePermission>
  );
}

/** `?nota=` is the draft that what is recorded now hangs from. */
function OrthodonticsOf({ patientId }: { patientId: number }) {
  const controls = useInfiniteQuery(controlsQuery(patientId));
  const canWrite = useCan("records:write");
  const seesMoney = useCan("quotes:read");
  const seesPhotos = useCan("documents:read");
  const noteId = useIdParam("nota");
  const [writing, setWriting] = useState(false);
  const [going, setGoing] = useState<Control | null>(null);
  const withdraw = useWithdraw(patientId);
  useHotkey("n", () => setWriting(true), { enabled: canWrite && controls.isSuccess && !writing && !going });
  const shown = controls.data?.pages.flatMap(({ data }) => data);
  const last = shown?.find(({ withdrawn }) => !withdrawn);
  const register = canWrite && (
    <Button size="sm" data-main onClick={() => setWriting(true)}>
      <Plus aria-hidden />
      Registrar control
    </Button>
  );
  return (
    <DentalFrame patientId={patientId} tab="ortodoncia" beside={shown && shown.length > 0 && register}>
      <div className="grid items-start gap-4 p-4 xl:grid-cols-[minmax(0,1fr)_20.5rem]">
        <div className="min-w-0 space-y-6">
          <section aria-label="Controles" className="space-y-3">
            {controls.error ? (
              <ErrorState error={controls.error} what="los controles" onRetry={() => void controls.refetch()} />
            ) : !shown ? (
              <div role="status" aria-label="Cargando los controles" className="space-y-3">
                <Skeleton className="h-36 rounded-xl" />
                <Skeleton className="h-36 rounded-xl" />
              </div>
            ) : shown.length === 0 ? (
              <EmptyState icon={ClipboardPlus} title="Sin controles de ortodoncia" action={register}>
                El arco de cada arcada, los elásticos, lo que se hizo y cuándo vuelve.
              </EmptyState>
            ) : (
              <>
                <h2 className="text-lg font-semibold tracking-[-0.01em]">Controles</h2>
                {shown.map((control) => (
                  <ControlCard
                    key={control.id}
                    control={control}
                    onWithdraw={canWrite && !control.withdrawn ? () => setGoing(control) : null}
                  />
                ))}
                {controls.hasNextPage && (
                  <Button
                    variant="outline"
                    onClick={() => void controls.fetchNextPage()}
                    loading={controls.isFetchingNextPage}
                  >
                    Ver controles anteriores
                  </Button>
                )}
              </>
            )}
          </section>
          {seesPhotos && <PhotoSeries patientId={patientId} />}
        </div>
        <aside
          aria-label="Próximo control y cuotas"
          className="space-y-4 max-xl:order-first max-xl:grid max-xl:gap-4 max-xl:space-y-0 md:max-xl:grid-cols-2"
        >
          {last && <NextControl patientId={patientId} control={last} />}
          {seesMoney && <InstalmentsCard patientId={patientId} />}
        </aside>
      </div>
      {writing && <ControlSheet patientId={patientId} last={last} noteId={noteId} onClose={() => setWriting(false)} />}
      {going && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setGoing(null)}
          title="Retirar este control"
          description="Queda tachado, con quién lo retiró y por qué. Si cuelga de una nota firmada ya no se retira: se agrega una adenda."
          confirmLabel="Retirar control"
          cancelLabel="Conservar"
          reason
          onConfirm={(reason) => withdraw.mutateAsync({ id: going.id, reason })}
        />
      )}
    </DentalFrame>
  );
}

/** When the patient comes back, and the way to book it. */
function NextControl({ patientId, control }: { patientId: number; control: Control }) {
  const canBook = useCan("appointments:write");
  const { next_on } = control;
  return (
    <section aria-label="Próximo control" className="rounded-xl border border-border bg-card px-4 py-3">
      <h2 className="text-sm text-muted-foreground">Próximo control</h2>
      <p className="text-xl font-semibold">{next_on ? formatDate(next_on) : "Sin fecha"}</p>
      {next_on && next_on < today() && (
        <p className="text-sm text-warning-fg">Ya pasó: no hay otro control desde entonces.</p>
      )}
      {canBook && (
        <Button variant="outline" size="sm" asChild className="mt-2">
          <Link
            href={`/agenda/?nuevo=1&paciente=${patientId}${next_on && next_on >= today() ? `&fecha=${next_on}` : ""}`}
          >
            <CalendarPlus aria-hidden />
            Agendar
          </Link>
        </Button>
      )}
    </section>
  );
}
