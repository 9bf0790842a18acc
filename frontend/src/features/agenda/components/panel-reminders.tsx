"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarX2, CircleCheck, Eye, Repeat } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Button } from "@/components/ui/button";
import { remindersPath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import { PrefersField } from "@/entities/reminder/prefers-field";
import { remindersOfVisitQuery } from "@/entities/reminder/queries";
import type { Reminder } from "@/entities/reminder/schema";
import { ANSWER, stands } from "@/entities/reminder/words";
import { formatDateTime } from "@/lib/format";

const ANSWERED = { CONFIRM: CircleCheck, CANCEL: CalendarX2, MOVE: Repeat } as const;

/** What was and will be sent about this visit: when it left, was opened and answered. A visit without messages shows nothing. */
export function PanelReminders({ appointment: { id, patient } }: { appointment: Appointment }) {
  const { data: reminders, isError, refetch } = useQuery(remindersOfVisitQuery(id));
  if (isError) {
    return (
      <p className="flex items-center justify-between gap-2 px-4 py-2 text-sm text-muted-foreground">
        No se pudieron consultar los avisos.
        <Button variant="ghost" size="xs" onClick={() => void refetch()}>
          Reintentar
        </Button>
      </p>
    );
  }
  if (!reminders?.length) return null;
  return (
    <section aria-label="Avisos" className="space-y-1.5 px-4 py-3.5 text-sm">
      <h3 className="flex items-center justify-between font-semibold">
        Avisos
        <Button variant="link" size="xs" asChild className="px-0">
          <Link href={remindersPath}>Ver todos</Link>
        </Button>
      </h3>
      <ol className="space-y-2.5">
        {reminders.map((one) => (
          <ReminderLine key={one.id} one={one} />
        ))}
      </ol>
      <PrefersField patientId={patient.id} />
    </section>
  );
}

function ReminderLine({ one }: { one: Reminder }) {
  const { icon: Icon, text } = stands(one);
  const Answered = one.answer && ANSWERED[one.answer];
  return (
    <li className="flex gap-2">
      <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0 space-y-0.5 break-words">
        <p>{one.rule}</p>
        <p className="text-xs text-muted-foreground">{text}</p>
        {one.seen_at && (
          <p className="flex items-center gap-1 text-xs text-muted-foreground">
            <Eye className="size-3.5" aria-hidden />
            Abierto {formatDateTime(one.seen_at)}
          </p>
        )}
        {Answered && (
          <p className="flex items-center gap-1 text-xs font-medium">
            <Answered className="size-3.5" aria-hidden />
            {ANSWER[one.answer!]} {formatDateTime(one.answered_at!)}
          </p>
        )}
        {one.answer_note && <p className="text-xs">«{one.answer_note}»</p>}
      </div>
    </li>
  );
}
