"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { mergesQuery, type Merge } from "@/entities/patient/merges";
import type { Patient } from "@/entities/patient/schema";
import { formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useSeparate } from "../api";
import { SectionCard } from "./section-card";

/** Which files became this one, and the way back; a patient with one file, nearly everybody, shows nothing. */
export function MergedFiles({ patient }: { patient: Patient }) {
  const { data } = useQuery(mergesQuery(patient.id));
  const canMerge = useCan("patients:merge");
  const separate = useSeparate();
  const [asked, setAsked] = useState<Merge | null>(null);
  const standing = data?.filter(({ separated_at }) => !separated_at) ?? [];
  if (standing.length === 0) return null;
  return (
    <SectionCard title="Fichas unidas">
      <ul className="divide-y divide-border">
        {standing.map((merge) => (
          <li key={merge.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
            <span className="min-w-0 flex-1 basis-56">
              <span className="block text-base font-medium">
                Ficha {merge.merged.id}, {merge.merged.full_name}
              </span>
              <span className="block text-sm text-muted-foreground">
                {formatDate(merge.merged_at)} · {merge.merged_by.name} · {merge.reason}
              </span>
            </span>
            {canMerge && (
              <Button variant="outline" size="sm" onClick={() => setAsked(merge)}>
                Separar<span className="sr-only"> la ficha {merge.merged.id}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Separar la ficha ${asked?.merged.id} de ${asked?.merged.full_name}`}
        description="Cada cosa vuelve a su ficha. Lo que se tomó de ella se devuelve, salvo lo que alguien cambió después."
        confirmLabel="Separar fichas"
        cancelLabel="Conservar unidas"
        destructive={false}
        reason
        onConfirm={async (reason) => {
          if (asked) await separate.mutateAsync({ id: asked.id, reason });
          announce("Fichas separadas");
        }}
      />
    </SectionCard>
  );
}
