"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { Can } from "@/components/patterns/can";
import { ErrorState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { seriesQuery } from "@/entities/invoice/queries";
import type { Series } from "@/entities/invoice/schema";
import { codeOf, nextNumberOf } from "@/entities/invoice/words";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";

const NewSeriesDialog = lazy(() => import("./series-dialogs").then((file) => file.NewSeriesDialog));
const EditSeriesDialog = lazy(() => import("./series-dialogs").then((file) => file.EditSeriesDialog));

/** Establishments with their emission points, as the SRI has them registered: each numbers documents of its own. */
export function EmissionPoints() {
  const may = useCan("invoices:read");
  const mayWrite = useCan("invoices:annul");
  const query = useQuery({ ...seriesQuery, enabled: may });
  const [open, setOpen] = useState<"new" | Series | null>(null);
  if (!may) return null;
  const all = query.data ?? [];
  const inUse = all.filter(({ active }) => active).length;
  const establishments = [...new Set(all.map(({ establishment }) => establishment))].sort();
  return (
    <Card aria-label="Establecimientos y puntos de emisión">
      <CardHeader>
        <CardTitle>Establecimientos y puntos de emisión</CardTitle>
        <Can permission="invoices:annul">
          <CardAction>
            <Button variant="outline" onClick={() => setOpen("new")}>
              <Plus aria-hidden />
              Nuevo punto
            </Button>
          </CardAction>
        </Can>
      </CardHeader>
      <CardContent className="space-y-4">
        {query.data ? (
          establishments.length === 0 ? (
            <p className="text-sm text-muted-foreground">Aún no hay ninguno: sin uno no se numera ninguna factura.</p>
          ) : (
            establishments.map((code) => (
              <section key={code} aria-label={`Establecimiento ${code}`}>
                <h3 className="text-sm font-semibold">Establecimiento {code}</h3>
                <ul className="divide-y divide-border">
                  {all
                    .filter(({ establishment }) => establishment === code)
                    .map((series) => (
                      <Point key={series.id} series={series} onEdit={mayWrite ? () => setOpen(series) : undefined} />
                    ))}
                </ul>
              </section>
            ))
          )
        ) : query.error ? (
          <ErrorState bare error={query.error} what="los puntos de emisión" onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton className="h-20 w-full" />
        )}
      </CardContent>
      {open === "new" && <NewSeriesDialog onClose={() => setOpen(null)} />}
      {open && open !== "new" && (
        <EditSeriesDialog series={open} onlyOne={inUse === 1 && open.active} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}

function Point({ series, onEdit }: { series: Series; onEdit?: () => void }) {
  const next = nextNumberOf(series);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <span className="font-mono">{codeOf(series)}</span>
      <span className="min-w-0 flex-1 basis-40 break-words">{series.name}</span>
      <span className="text-xs text-muted-foreground">
        {next ? (
          <>
            Próxima <span className="whitespace-nowrap font-mono">{next}</span>
          </>
        ) : (
          "Sin números"
        )}
      </span>
      <StateBadge state={series.active ? "active" : "inactive"} label={series.active ? "En uso" : "Fuera de uso"} />
      {onEdit && (
        <Button variant="ghost" size="icon-sm" aria-label={`Editar el punto ${codeOf(series)}`} onClick={onEdit}>
          <Pencil aria-hidden />
        </Button>
      )}
    </li>
  );
}
