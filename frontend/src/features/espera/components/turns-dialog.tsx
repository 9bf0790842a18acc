"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { turnsQuery } from "@/entities/waitlist/queries";
import type { Entry } from "@/entities/waitlist/schema";
import { formatDateTime } from "@/lib/format";
import { OUTCOME } from "../words";

/** Which hours somebody was offered, which not, and why. */
export function TurnsDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const query = useQuery(turnsQuery(entry.id));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Horas ofrecidas a {entry.patient.name}</DialogTitle>
          <DialogDescription>
            Cada hora que se repartió mientras espera, y por qué se le ofreció o no.
          </DialogDescription>
        </DialogHeader>
        {query.isError ? (
          <ErrorState bare error={query.error} what="el historial" onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <Skeleton className="h-24 w-full" />
        ) : query.data.length === 0 ? (
          <EmptyState bare icon={History} title="Todavía no se repartió ninguna hora" />
        ) : (
          <ol className="max-h-[50dvh] divide-y divide-border overflow-y-auto">
            {query.data.map((turn) => (
              <li key={`${turn.created_at} ${turn.start_time}`} className="space-y-0.5 py-2.5 text-sm">
                <p className="flex gap-2">
                  <span className="min-w-0 flex-1 font-medium tabular-nums">{formatDateTime(turn.start_time)}</span>
                  <span>{OUTCOME[turn.outcome]}</span>
                </p>
                <p className="text-muted-foreground">
                  {turn.doctor_name}
                  {turn.place !== null && ` · lugar ${turn.place}`} · {turn.reason}
                </p>
              </li>
            ))}
          </ol>
        )}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cerrar
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
