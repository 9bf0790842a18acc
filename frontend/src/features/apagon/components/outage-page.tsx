"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, PlugZap } from "lucide-react";
import { useState } from "react";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { outagesQuery } from "@/entities/outage/queries";
import type { Outage } from "@/entities/outage/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate, formatDateTime, formatTimeRange } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { CopyCard } from "./copy-card";
import { VisitsCard } from "./visits-card";

const OutageSheet = lazy(() => import("./sheets").then((file) => file.OutageSheet));

/** Before: the day on paper. Afterwards: what was written is entered, with the hours that the sheets say. */
export function OutagePage() {
  return (
    <RequirePermission permission="outages:read" what="el modo apagón">
      <Outages />
    </RequirePermission>
  );
}

function Outages() {
  const url = useUrlState();
  const { data, error, refetch } = useQuery(outagesQuery);
  const [editing, setEditing] = useState<Outage | "new" | null>(null);
  const outage = data?.find(({ id }) => String(id) === url.get("incidente")) ?? data?.[0];
  return (
    <PageBody narrow>
      <PageHeader
        breadcrumb={[{ label: "Agenda", href: "/agenda/" }, { label: "Modo apagón" }]}
        title="Modo apagón"
        subtitle="Para seguir atendiendo cuando no hay luz, red o sistema."
        actions={
          <Can permission="outages:write">
            <Button variant="outline" onClick={() => setEditing("new")}>
              <Plus aria-hidden />
              Registrar un apagón
            </Button>
          </Can>
        }
      />
      <div className="space-y-4">
        <CopyCard />
        {!data ? (
          error ? (
            <ErrorState error={error} what="los apagones" onRetry={() => void refetch()} />
          ) : (
            <Skeleton className="h-24 w-full rounded-xl" />
          )
        ) : !outage ? (
          <EmptyState icon={PlugZap} title="Ningún apagón registrado">
            Cuando el sistema vuelva, registre aquí desde cuándo y hasta cuándo se trabajó en papel, e ingrese las
            hojas.
          </EmptyState>
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-2">
              <Select value={String(outage.id)} onValueChange={(id) => url.set({ incidente: id })}>
                <SelectTrigger aria-label="Apagón" className="min-w-0 flex-1 sm:max-w-md">
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {data.map((one) => (
                    <SelectItem key={one.id} value={String(one.id)}>
                      {spanOf(one)}
                    </SelectItem>
                  ))}
                </SelectContent>
              </Select>
              <Can permission="outages:write">
                <Button variant="ghost" size="sm" onClick={() => setEditing(outage)}>
                  <Pencil aria-hidden />
                  {outage.ended_at ? "Cambiar" : "Terminó"}
                </Button>
              </Can>
            </div>
            <p className="text-sm text-muted-foreground">
              {outage.reason}. Lo registró {outage.declared_by.name}.
            </p>
            <VisitsCard key={outage.id} outage={outage} />
          </>
        )}
      </div>
      {editing && (
        <OutageSheet
          outage={editing === "new" ? undefined : editing}
          onSaved={(id) => url.set({ incidente: id })}
          onClose={() => setEditing(null)}
        />
      )}
    </PageBody>
  );
}

function spanOf({ started_at, ended_at }: Outage) {
  if (!ended_at) return `${formatDateTime(started_at)} – sigue`;
  const sameDay = formatDate(started_at) === formatDate(ended_at);
  return sameDay
    ? `${formatDate(started_at)}, ${formatTimeRange(started_at, ended_at)}`
    : `${formatDateTime(started_at)} – ${formatDateTime(ended_at)}`;
}
