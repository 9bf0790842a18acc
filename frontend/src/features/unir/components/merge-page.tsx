"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Merge } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { patientPath } from "@/config/navigation";
import { likelyTwinsQuery } from "@/entities/patient/merges";
import { patientQuery } from "@/entities/patient/queries";
import type { LikelyDuplicate } from "@/entities/patient/schema";
import { useTitle } from "@/hooks/use-title";
import { useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";

const Loading = () => (
  <div role="status" aria-label="Cargando las dos fichas" className="space-y-2">
    {[1, 2, 3, 4].map((row) => (
      <Skeleton key={row} className="h-11 w-full" />
    ))}
  </div>
);
const Compared = lazy(() => import("./compared").then((file) => file.Compared), <Loading />);
const Candidates = lazy(() => import("./candidates").then((file) => file.Candidates), <Loading />);

export function MergePage() {
  return (
    <RequirePermission permission="patients:merge" what="la unión de fichas">
      <TwoFiles />
    </RequirePermission>
  );
}

const numberOf = (text: string | null) => (text && /^\d+$/.test(text) ? Number(text) : null);

function TwoFiles() {
  const url = useUrlState();
  const [standsId, asked] = [numberOf(url.get("id")), numberOf(url.get("con"))];
  const otherId = asked === standsId ? null : asked;
  const stands = useQuery({ ...patientQuery(standsId ?? 0), enabled: standsId !== null });
  const other = useQuery({ ...patientQuery(otherId ?? 0), enabled: otherId !== null });
  const twins = useQuery({ ...likelyTwinsQuery(stands.data), enabled: stands.data !== undefined });
  useTitle(stands.data && `${stands.data.full_name} · Unir fichas`);
  const likely = twins.data ?? [];
  const error = stands.error ?? other.error;
  const choose = (id: number) => url.set({ con: id });

  return (
    <PageBody>
      <PageHeader
        breadcrumb={[
          { label: "Pacientes", href: "/pacientes/" },
          ...(stands.data ? [{ label: stands.data.full_name, href: patientPath(stands.data.id) }] : []),
          { label: "Unir fichas" },
        ]}
        title="¿Es la misma persona?"
        subtitle="Elija qué dato queda; lo clínico se suma."
        actions={otherId !== null && <Steps likely={likely} at={otherId} onStep={choose} />}
      />
      {standsId === null ? (
        <EmptyState
          icon={Merge}
          title="Elija un paciente"
          action={
            <Button asChild>
              <Link href="/pacientes/">Ver pacientes</Link>
            </Button>
          }
        >
          Abra su ficha y elija «Unir con otra ficha».
        </EmptyState>
      ) : error ? (
        <ErrorState
          error={error}
          what="las fichas"
          onRetry={() => void Promise.all([stands.refetch(), other.refetch()])}
        />
      ) : stands.data && otherId === null && !twins.isLoading ? (
        <Candidates patient={stands.data} likely={likely} onChoose={choose} />
      ) : stands.data && other.data ? (
        <Compared
          key={`${stands.data.id}-${other.data.id}`}
          stands={stands.data}
          other={other.data}
          likely={likely.find(({ id }) => id === otherId)}
        />
      ) : (
        <Loading />
      )}
    </PageBody>
  );
}

type StepsProps = { likely: LikelyDuplicate[]; at: number; onStep: (id: number) => void };

/** From one file that seems to be the same person's to the next; with one alone there is nowhere to go. */
function Steps({ likely, at, onStep }: StepsProps) {
  const here = likely.findIndex(({ id }) => id === at);
  if (likely.length < 2 || here < 0) return null;
  const [before, next] = [likely[here - 1], likely[here + 1]];
  return (
    <>
      <Button variant="outline" disabled={!before} onClick={() => before && onStep(before.id)}>
        <ChevronLeft aria-hidden />
        Anterior
      </Button>
      <Button variant="outline" disabled={!next} onClick={() => next && onStep(next.id)}>
        Siguiente
        <ChevronRight aria-hidden />
      </Button>
    </>
  );
}
