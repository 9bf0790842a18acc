"use client";

import { useQuery } from "@tanstack/react-query";
import { HandCoins } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { formatCount, formatDate } from "@/lib/format";
import { keptQuery } from "./keeping";

type Props = { patientId: number; className?: string };

/** Who often misses or comes late, said before an hour is given; who always comes shows nothing. */
export function KeepingNote({ patientId, className }: Props) {
  const { data } = useQuery(keptQuery(patientId));
  if (!data || data.missed + data.late + data.called_off_late === 0) return null;
  const said = [
    data.missed > 0 &&
      `faltó ${formatCount(data.missed, "vez", "veces")} (la última, ${formatDate(data.last_missed!)})`,
    data.called_off_late > 0 && `canceló ${formatCount(data.called_off_late, "vez", "veces")} con menos de un día`,
    data.late > 0 && `llegó tarde ${formatCount(data.late, "vez", "veces")}, ${data.late_minutes} min en promedio`,
  ].filter(Boolean);
  return (
    <Alert variant={data.ask_deposit ? "warning" : "info"} className={className}>
      {data.ask_deposit && (
        <b className="flex items-center gap-1.5 font-semibold">
          <HandCoins className="size-4" aria-hidden />
          Pida un depósito
        </b>
      )}
      En doce meses {said.join("; ")}.
    </Alert>
  );
}
