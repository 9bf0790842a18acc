"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban, CircleCheck, Pencil } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { Can, RequirePermission } from "@/components/patterns/can";
import { KpiSkeleton } from "@/components/patterns/kpi-strip";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { recipeQuery, treatmentQuery } from "@/entities/treatment/queries";
import type { Treatment } from "@/entities/treatment/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useTitle } from "@/hooks/use-title";
import { useIdParam } from "@/hooks/use-url-state";
import { formatDuration } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { useChangeTreatment } from "../api";

const RecipeSection = lazy(() => import("./recipe-section").then((file) => file.RecipeSection), <BodySkeleton />);
const EditTreatmentSheet = lazy(() => import("./treatment-sheet").then((file) => file.EditTreatmentSheet));

export function TreatmentPage() {
  const id = useIdParam();
  return (
    <RequirePermission permission="treatments:read" what="los tratamientos">
      {id === null ? (
        <EmptyState
          title="Falta saber qué tratamiento"
          action={
            <Button asChild variant="outline">
              <Link href="/tratamientos/">Ver los tratamientos</Link>
            </Button>
          }
        >
          La dirección no dice de qué tratamiento se trata.
        </EmptyState>
      ) : (
        <TreatmentDetail key={id} id={id} />
      )}
    </RequirePermission>
  );
}

function TreatmentDetail({ id }: { id: number }) {
  const treatment = useQuery(treatmentQuery(id));
  useTitle(treatment.data && `${treatment.data.name} · Tratamiento`);
  const recipe = useQuery(recipeQuery(id));
  const canWrite = useCan("treatments:write");
  const [edit, setEdit] = useState({ open: false, turn: 0 });
  const startEdit = () => setEdit(({ turn }) => ({ open: true, turn: turn + 1 }));
  useHotkey("e", startEdit, { enabled: canWrite && treatment.data !== undefined });

  if (treatment.isPending) return <TreatmentSkeleton />;
  if (!treatment.data)
    return <ErrorState error={treatment.error} what="el tratamiento" onRetry={() => void treatment.refetch()} />;
  const { data } = treatment;

  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Tratamientos", href: "/tratamientos/" }, { label: data.name }]}
        title={data.name}
        subtitle={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-mono text-sm">{data.code}</span>
            <span aria-hidden>·</span>
            {data.category}
            <span aria-hidden>·</span>
            {formatDuration(data.duration_minutes)}
            {data.aesthetic && (
              <Badge title="Sin IVA, su factura necesita un diagnóstico firmado; si no lo hay, lleva la tarifa general.">
                Estético
              </Badge>
            )}
            {!data.active && <StateBadge state="inactive" />}
          </span>
        }
        actions={
          <Can permission="treatments:write">
            <ActiveButton treatment={data} />
            <Button variant="outline" onClick={startEdit}>
              <Pencil aria-hidden />
              Editar<Kbd>E</Kbd>
            </Button>
          </Can>
        }
      />
      {recipe.data ? (
        <RecipeSection treatment={data} recipe={recipe.data} editable={canWrite} />
      ) : recipe.error ? (
        <ErrorState error={recipe.error} what="la receta" onRetry={() => void recipe.refetch()} />
      ) : (
        <BodySkeleton />
      )}
      <EditTreatmentSheet
        key={edit.turn}
        treatment={data}
        open={edit.open}
        onOpenChange={(open) => setEdit((now) => ({ ...now, open }))}
      />
    </PageBody>
  );
}

/** One click, and six seconds to think again. */
function ActiveButton({ treatment }: { treatment: Treatment }) {
  const change = useChangeTreatment();

  async function setActive(active: boolean, version: number) {
    try {
      const saved = await change.mutateAsync({ id: treatment.id, version, changes: { active } });
      notify(active ? `${treatment.name} vuelve a ofrecerse` : `${treatment.name} ya no se ofrece`, {
        undo: () => void setActive(!active, saved.version),
      });
    } catch (error) {
      notifyError(error);
    }
  }

  return (
    <Button
      variant="outline"
      loading={change.isPending}
      onClick={() => void setActive(!treatment.active, treatment.version)}
    >
      {treatment.active ? (
        <>
          <Ban aria-hidden />
          Desactivar
        </>
      ) : (
        <>
          <CircleCheck aria-hidden />
          Activar
        </>
      )}
    </Button>
  );
}

function BodySkeleton() {
  return (
    <div role="status" aria-label="Cargando la receta" className="space-y-4">
      <KpiSkeleton />
      <Skeleton className="h-64 rounded-xl" />
    </div>
  );
}

const TreatmentSkeleton = () => (
  <PageBody>
    <div className="space-y-2">
      <Skeleton className="h-4 w-48" />
      <Skeleton className="h-8 w-72" />
    </div>
    <BodySkeleton />
  </PageBody>
);
