"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Can } from "@/components/patterns/can";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { practitionersQuery } from "@/entities/person/queries";
import { equipmentQuery, treatmentRuleQuery, type TreatmentRule } from "@/entities/schedule/needs";
import type { Treatment } from "@/entities/treatment/schema";
import { formatDuration } from "@/lib/format";
import { lazy } from "@/lib/lazy";

const AgendaSheet = lazy(() => import("./agenda-sheet").then((file) => file.AgendaSheet));

/** What a treatment needs of the agenda. */
export function AgendaCard({ treatment }: { treatment: Treatment }) {
  const query = useQuery(treatmentRuleQuery(treatment.id));
  const doctors = useQuery(practitionersQuery);
  const equipment = useQuery(equipmentQuery);
  const [open, setOpen] = useState(false);
  const names = (ids: number[], of: { id: number; name: string }[] = []) =>
    ids.map((id) => of.find((each) => each.id === id)?.name ?? `n.º ${id}`).join(", ");
  return (
    <Card aria-label="Agenda">
      <CardHeader>
        <CardTitle>Agenda</CardTitle>
        {query.data && (
          <Can permission="schedules:write">
            <CardAction>
              <Button variant="outline" size="sm" onClick={() => setOpen(true)} aria-label="Cambiar lo que necesita">
                Cambiar
              </Button>
            </CardAction>
          </Can>
        )}
      </CardHeader>
      <CardContent className="pt-2 text-sm">
        {query.isPending && <Skeleton className="h-10 w-full" />}
        {query.isError && (
          <ErrorState bare error={query.error} what="sus reglas" onRetry={() => void query.refetch()} />
        )}
        {query.data && (
          <Facts
            facts={factsOf(query.data, {
              doctors: names(
                query.data.doctor_ids,
                doctors.data?.map(({ id, full_name }) => ({ id, name: full_name })),
              ),
              equipment: names(query.data.equipment_ids, equipment.data),
            })}
          />
        )}
      </CardContent>
      {open && query.data && <AgendaSheet treatment={treatment} rule={query.data} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function factsOf(rule: TreatmentRule, words: { doctors: string; equipment: string }) {
  const facts: [string, string | null][] = [
    ["Lo hacen", words.doctors],
    ["Consultorio", rule.room_kind],
    ["Equipo", words.equipment],
    ["Preparación", rule.preparation_minutes ? formatDuration(rule.preparation_minutes) : null],
    ["Limpieza", rule.cleaning_minutes ? formatDuration(rule.cleaning_minutes) : null],
    ["En línea", rule.notice_minutes ? `con ${formatDuration(rule.notice_minutes)} de anticipación` : null],
  ];
  return facts.filter(([, value]) => value);
}

function Facts({ facts }: { facts: [string, string | null][] }) {
  if (facts.length === 0)
    return (
      <p className="text-muted-foreground">Lo hace cualquier profesional, en cualquier consultorio, sin preparación.</p>
    );
  return (
    <dl className="space-y-1.5">
      {facts.map(([label, value]) => (
        <div key={label} className="flex gap-3">
          <dt className="w-24 shrink-0 text-muted-foreground">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
