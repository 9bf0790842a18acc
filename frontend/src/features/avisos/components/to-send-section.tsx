"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { CircleCheck, MessageCircle } from "lucide-react";
import { useState } from "react";
import { Can } from "@/components/patterns/can";
import { CopyButton } from "@/components/patterns/copy-button";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
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
import { appointmentPath } from "@/config/navigation";
import { messageQuery } from "@/entities/reminder/queries";
import type { VisitReminder } from "@/entities/reminder/schema";
import { formatDayMonth, formatTime, formatWeekday } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { notify, notifyError } from "@/lib/toast";
import { useNote } from "../api";

/** What a person sends: because the rule says so, or because the patient has no address. */
export function ToSendSection({ query }: { query: UseQueryResult<VisitReminder[]> }) {
  const [sending, setSending] = useState<VisitReminder | null>(null);
  if (query.isError) return <ErrorState error={query.error} what="los avisos" onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-40 w-full rounded-xl" />;
  if (query.data.length === 0) {
    return (
      <EmptyState icon={CircleCheck} title="Nada por enviar">
        Aquí aparecen los avisos por WhatsApp cuando llega su hora, y los de quien no tiene correo.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-card shadow-1">
        {query.data.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <Link href={appointmentPath(one.appointment_id)} className="font-medium hover:underline">
                {one.patient.name}
              </Link>
              <p className="text-sm tabular-nums text-muted-foreground">
                {formatWeekday(one.visit_at)} {formatDayMonth(one.visit_at)}, {formatTime(one.visit_at)} ·{" "}
                {one.doctor.name}
              </p>
              <p className="text-xs text-muted-foreground">
                {one.rule}
                {one.reason && `. ${one.reason}`}
              </p>
            </div>
            <Can permission="appointments:write">
              <Button
                variant="outline"
                size="sm"
                aria-label={`Enviar a ${one.patient.name}`}
                onClick={() => setSending(one)}
              >
                <MessageCircle aria-hidden />
                Enviar
              </Button>
            </Can>
          </li>
        ))}
      </ul>
      {sending && <SendDialog key={sending.id} one={sending} onClose={() => setSending(null)} />}
    </>
  );
}

/** The words with a new link, sent from the person's own WhatsApp, and then noted. */
function SendDialog({ one, onClose }: { one: VisitReminder; onClose: () => void }) {
  const made = useQuery(messageQuery(one.id));
  const note = useNote("sent");
  const back = useNote("taken-back");
  const text = made.data?.text;

  const sent = () =>
    void note.mutateAsync(one.id).then(
      () => {
        onClose();
        notify(`Anotado: se avisó a ${one.patient.name}`, {
          undo: () => void back.mutateAsync(one.id).catch((error: unknown) => notifyError(error)),
        });
      },
      (error: unknown) => notifyError(error),
    );

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Avisar a {one.patient.name}</DialogTitle>
          <DialogDescription>Quien abra el enlace responde por el paciente.</DialogDescription>
        </DialogHeader>
        {made.error && <Alert variant="destructive">{messageOf(made.error)}</Alert>}
        {made.data && made.data.missing.length > 0 && (
          <Alert variant="warning">Falta {made.data.missing.join(", ")}: se completa en Clínica.</Alert>
        )}
        {text ? (
          <>
            <p
              className="max-h-60 overflow-y-auto whitespace-pre-wrap break-words rounded-md border border-border bg-muted/60 p-3 text-sm"
              tabIndex={0}
            >
              {text}
            </p>
            <div className="flex flex-wrap gap-2">
              <Button asChild>
                <a
                  href={made.data?.talk ?? `https://wa.me/?text=${encodeURIComponent(text)}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  <MessageCircle aria-hidden />
                  Abrir WhatsApp
                </a>
              </Button>
              <CopyButton text={text} label="Copiar texto" />
            </div>
          </>
        ) : (
          !made.error && <Skeleton className="h-32 w-full" />
        )}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cerrar
          </Button>
          <Button variant="outline" loading={note.isPending} disabled={!text} onClick={sent}>
            <CircleCheck aria-hidden />
            Ya lo envié
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
