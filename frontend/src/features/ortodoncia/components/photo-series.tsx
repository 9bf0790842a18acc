"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Camera, Columns2, Plus } from "lucide-react";
import { useState } from "react";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { pairsQuery, seriesQuery, thumbnailPath } from "@/entities/document/queries";
import { VIEWS, type PatientDocument, type View } from "@/entities/document/schema";
import { STAGE_LABEL, VIEW_LABEL } from "@/entities/document/words";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { ends, inSeries, ofView, seriesOf, type Series } from "../series";

const SeriesSheet = lazy(() => import("./series-sheet").then((file) => file.SeriesSheet));
const SeriesCompare = lazy(
  () => import("./series-compare").then((file) => file.SeriesCompare),
  <Skeleton className="h-96 rounded-xl" />,
);
const DocumentView = lazy(() => import("@/entities/document/document-view").then((file) => file.DocumentView));

/** Photos by view and moment; `?par=3-9` compares two of one view. */
export function PhotoSeries({ patientId }: { patientId: number }) {
  const url = useUrlState();
  const canWrite = useCan("documents:write");
  const pages = useInfiniteQuery(seriesQuery(patientId));
  const { data: pairs = [] } = useQuery(pairsQuery(patientId));
  const [adding, setAdding] = useState(false);
  const [seen, setSeen] = useState<PatientDocument | null>(null);
  const photos = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  const [before, after] = (url.get("par") ?? "").split("-").map((id) => photos.find((one) => String(one.id) === id));
  const compare = (two: readonly PatientDocument[] | null) =>
    url.set({ par: two ? two.map(({ id }) => id).join("-") : null });
  const add = canWrite && (
    <Button variant="outline" size="sm" onClick={() => setAdding(true)}>
      <Plus aria-hidden />
      Agregar serie
    </Button>
  );
  return (
    <section aria-label="Fotografías" className="space-y-3">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">Fotografías</h2>
        {photos.length > 0 && add}
      </header>
      {before && after && before.view && (
        <SeriesCompare
          key={`${before.id}-${after.id}`}
          patientId={patientId}
          photos={ofView(photos, before.view)}
          before={before}
          after={after}
          pair={pairs.find((one) => one.before.id === before.id && one.after.id === after.id) ?? null}
          onChoose={compare}
        />
      )}
      {!pages.data ? (
        pages.error ? (
          <ErrorState error={pages.error} what="las fotografías" onRetry={() => void pages.refetch()} />
        ) : (
          <div role="status" aria-label="Cargando las fotografías">
            <Skeleton className="h-64 rounded-xl" />
          </div>
        )
      ) : photos.length === 0 ? (
        <EmptyState icon={Camera} title="Sin series de fotos" action={add}>
          Al inicio, en cada avance y al final, por vista: así se comparan lado a lado o con la cortina.
        </EmptyState>
      ) : (
        <SeriesGrid photos={photos} onSee={setSeen} onCompare={compare} />
      )}
      {pages.hasNextPage && (
        <Button variant="outline" onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          Ver series anteriores
        </Button>
      )}
      {adding && <SeriesSheet patientId={patientId} photos={photos} onClose={() => setAdding(false)} />}
      {seen && <DocumentView document={seen} onClose={() => setSeen(null)} />}
    </section>
  );
}

type GridProps = {
  photos: PatientDocument[];
  onSee: (photo: PatientDocument) => void;
  onCompare: (two: readonly PatientDocument[]) => void;
};

/** A row for each view, a column for each series; where there is no room for the columns, each row scrolls its photos. */
function SeriesGrid({ photos, onSee, onCompare }: GridProps) {
  const series = seriesOf(photos);
  return (
    <ul className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-card">
      {VIEWS.filter((view) => photos.some((photo) => photo.view === view)).map((view) => {
        const two = ends(photos, view);
        return (
          <li
            key={view}
            className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-2 p-3 md:grid-cols-[10rem_minmax(0,1fr)]"
          >
            <div className="flex items-center gap-2 md:flex-col md:items-start">
              <h3 className="flex-1 text-sm font-medium md:flex-none">{VIEW_LABEL[view]}</h3>
              {two && (
                <Button
                  variant="outline"
                  size="xs"
                  aria-label={`Comparar ${VIEW_LABEL[view].toLowerCase()}`}
                  onClick={() => onCompare(two)}
                >
                  <Columns2 aria-hidden />
                  Comparar
                </Button>
              )}
            </div>
            <ul className="flex gap-3 overflow-x-auto p-1" tabIndex={series.length > 3 ? 0 : undefined}>
              {series.map((one) => (
                <Cell
                  key={one.key}
                  view={view}
                  series={one}
                  photos={inSeries(ofView(photos, view), one)}
                  onSee={onSee}
                />
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

type CellProps = Pick<GridProps, "photos" | "onSee"> & { view: View; series: Series };

function Cell({ view, series, photos, onSee }: CellProps) {
  const words = `${STAGE_LABEL[series.stage]} · ${formatDate(series.day)}`;
  return (
    <li className={cn("w-32 shrink-0 sm:w-40", photos.length === 0 && "max-md:hidden")}>
      {photos.length === 0 && (
        <span className="grid aspect-[4/3] place-items-center rounded-lg border border-dashed border-border text-xs text-muted-foreground">
          Sin foto
        </span>
      )}
      {photos.map((photo) => (
        <button
          key={photo.id}
          type="button"
          onClick={() => onSee(photo)}
          aria-label={`${VIEW_LABEL[view]}, ${words}`}
          className="block w-full rounded-lg"
        >
          {/* eslint-disable-next-line @next/next/no-img-element -- Next resizes nothing in a static export */}
          <img
            src={thumbnailPath(photo)}
            alt=""
            loading="lazy"
            className="aspect-[4/3] w-full rounded-lg border border-border bg-muted object-cover"
          />
        </button>
      ))}
      <span className="mt-1 block truncate text-xs text-muted-foreground">{words}</span>
    </li>
  );
}
