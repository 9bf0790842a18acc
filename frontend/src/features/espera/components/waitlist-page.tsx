"use client";

import { useQuery } from "@tanstack/react-query";
import { BellRing, ChartNoAxesColumn, Plus } from "lucide-react";
import { useState } from "react";
import { Can, RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { candidatesQuery, entriesQuery, gapsQuery, recoveredQuery } from "@/entities/waitlist/queries";
import { useUrlState } from "@/hooks/use-url-state";
import { startOfMonth, today } from "@/lib/dates";
import { formatCount, formatMoney, formatMonth } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { cn } from "@/lib/utils";
import { EntriesCard } from "./entries-card";
import { FreedHours } from "./freed-hours";

const EntrySheet = lazy(() => import("@/entities/waitlist/entry-sheet").then((file) => file.EntrySheet));

export function WaitlistPage() {
  return (
    <RequirePermission permission="appointments:read" what="la lista de espera">
      <Waitlist />
    </RequirePermission>
  );
}

function Waitlist() {
  const url = useUrlState();
  const [adding, setAdding] = useState(false);
  const search = url.get("search") ?? "";
  const doctorId = url.get("doctor_id");
  const entries = useQuery(entriesQuery({ search, doctor_id: doctorId, limit: 100, total: true }));
  const gaps = useQuery(gapsQuery);
  const found = gaps.data?.find(({ id }) => String(id) === url.get("hueco"));
  const gap = found && found.state !== "TAKEN" ? found : null;
  const candidates = useQuery(candidatesQuery(gap?.id ?? null));
  const recovered = useQuery(recoveredQuery(startOfMonth(today()), today()));

  return (
    <div className="space-y-4">
      <PageHeader
        title="Lista de espera"
        subtitle={subtitleOf(search || doctorId ? null : entries.data?.total, recovered.data)}
        actions={
          <>
            <Button variant="outline" asChild>
              <Link href="/agenda/espera/recuperadas/">
                <ChartNoAxesColumn aria-hidden />
                Horas recuperadas
              </Link>
            </Button>
            <Can permission="schedules:write">
              <Button variant="outline" asChild>
                <Link href="/agenda/horarios/?ver=sobrecupos">
                  <BellRing aria-hidden />
                  Reglas de aviso
                </Link>
              </Button>
            </Can>
            <Can permission="appointments:write">
              <Button onClick={() => setAdding(true)}>
                <Plus aria-hidden />
                Añadir a la lista
              </Button>
            </Can>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[340px_minmax(0,1fr)]">
        <FreedHours query={gaps} chosen={gap?.id ?? null} onChoose={(id) => url.set({ hueco: id })} />
        {/* In one column it comes with what stands above it, which would push it down. */}
        <div className={cn("min-w-0", gaps.isPending && "max-xl:invisible")}>
          <EntriesCard
            key={gap?.id ?? 0}
            query={entries}
            gap={gap}
            candidates={gap ? candidates.data : undefined}
            search={search}
            onSearch={(text) => url.set({ search: text })}
            doctorId={doctorId}
            onDoctor={(id) => url.set({ doctor_id: id })}
            onForget={() => url.set({ hueco: null })}
            onAdd={() => setAdding(true)}
          />
        </div>
      </div>
      {adding && <EntrySheet onClose={() => setAdding(false)} />}
    </div>
  );
}

type Recovered = { freed: number; booked: number; total: string };

function subtitleOf(total: number | null | undefined, recovered: Recovered | undefined) {
  const waiting = total === undefined || total === null ? "" : `${formatCount(total, "persona", "personas")}.`;
  if (!recovered || recovered.freed === 0) return waiting;
  const month = formatMonth(today()).split(" ")[0]!.toLowerCase();
  const filled = `En ${month} llenó ${recovered.booked} de ${formatCount(recovered.freed, "hueco", "huecos")}`;
  return `${waiting} ${filled}, ${formatMoney(recovered.total)}.`;
}
