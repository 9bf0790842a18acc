"use client";

import { Flag, Hourglass, Puzzle, Send } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { TableCell, TableRow } from "@/components/ui/table";
import { Hint } from "@/components/ui/tooltip";
import { patientPath } from "@/config/navigation";
import type { Candidate, Entry, Gap } from "@/entities/waitlist/schema";
import { DAY_NAMES, DAYS, partOf } from "@/entities/waitlist/words";
import { minutesBetween } from "@/lib/dates";
import { formatCount, formatDayMonth, formatPhone } from "@/lib/format";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { EntryMenu } from "./entry-menu";

type Props = {
  entry: Entry;
  gap: Gap | null;
  candidate: Candidate | undefined;
  chosen: boolean;
  onChosen: (on: boolean) => void;
};

/** A row on a wide screen, a block of lines on a phone. */
export function EntryRow({ entry, gap, candidate, chosen, onChosen }: Props) {
  const canWrite = useCan("appointments:write");
  const fits = Boolean(candidate?.place);
  const { patient, treatments, minutes, doctor } = entry;
  return (
    <TableRow
      data-state={chosen ? "selected" : undefined}
      className="max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-2 max-md:px-4 max-md:py-3 max-md:[&>td]:h-auto max-md:[&>td]:p-0"
    >
      {gap && (
        <TableCell className="max-md:order-3 max-md:col-start-2 max-md:grid max-md:place-items-center">
          {fits && canWrite && (
            <Checkbox
              aria-label={`Elegir a ${patient.name}`}
              checked={chosen}
              onCheckedChange={(on) => onChosen(on === true)}
            />
          )}
        </TableCell>
      )}
      <TableCell className="py-2 max-md:order-first">
        <p className="flex items-center gap-1.5 font-medium">
          <Link href={patientPath(patient.id)} className="hover:underline">
            {patient.name}
          </Link>
          {entry.priority && (
            <Flag
              className="size-3.5 shrink-0 text-destructive"
              role="img"
              aria-label={`Va primero: ${entry.priority_reason}`}
            />
          )}
        </p>
        <p className="text-xs tabular-nums text-muted-foreground">
          {patient.phone ? formatPhone(patient.phone) : "Sin teléfono"}
        </p>
      </TableCell>
      <TableCell className="py-2 max-md:order-2 max-md:col-start-1">
        <p>{treatments.map(({ name }) => name).join(", ")}</p>
        <p className="text-xs text-muted-foreground">
          {minutes} min · {doctor ? doctor.name : "cualquiera"}
        </p>
      </TableCell>
      <TableCell className="max-md:order-4 max-md:col-span-2 max-md:mt-1">
        <Week entry={entry} />
      </TableCell>
      <TableCell className={cn("whitespace-nowrap text-muted-foreground max-md:hidden", gap && "max-2xl:hidden")}>
        {formatDayMonth(entry.created_at)}
      </TableCell>
      <TableCell className="py-2 max-md:order-5 max-md:col-span-2 max-md:mt-1">
        {gap ? <Fit gap={gap} candidate={candidate} /> : <StateOf entry={entry} />}
      </TableCell>
      <TableCell className="w-10 text-right max-md:order-1">
        {canWrite && <EntryMenu entry={entry} gap={fits ? gap : null} />}
      </TableCell>
    </TableRow>
  );
}

function Week({ entry: { windows } }: { entry: Entry }) {
  const on = new Set(windows.map(({ weekday }) => weekday));
  const any = windows.length === 0;
  const said = [...on].sort().map((day) => DAY_NAMES[day]);
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-sm">
      <span className="sr-only">{any ? "Cualquier día" : said.join(", ")}:</span>
      <span aria-hidden className="flex gap-0.5">
        {DAYS.slice(0, on.has(6) ? 7 : 6).map((letter, day) => (
          <span
            key={letter}
            className={cn(
              "grid size-[18px] place-items-center rounded-[3px] text-[11px] font-medium",
              any || on.has(day) ? "bg-accent text-accent-foreground" : "bg-secondary text-muted-foreground",
            )}
          >
            {letter}
          </span>
        ))}
      </span>
      <span className="text-muted-foreground">{partOf(windows)}</span>
    </span>
  );
}

function Fit({ gap, candidate }: { gap: Gap; candidate: Candidate | undefined }) {
  if (!candidate) return <span className="text-muted-foreground">—</span>;
  if (!candidate.place) return <span className="text-xs text-muted-foreground">{candidate.reason}</span>;
  const left = minutesBetween(gap.start_time, gap.end_time) - candidate.minutes;
  return (
    <Hint text={candidate.reason}>
      <span tabIndex={0} className="flex items-center gap-1 whitespace-nowrap font-medium text-success-fg">
        <Puzzle className="size-3.5 shrink-0" aria-hidden />
        {left === 0 ? "Justo" : `Sobra ${left} min`}
        <span className="sr-only">. {candidate.reason}</span>
      </span>
    </Hint>
  );
}

function StateOf({ entry }: { entry: Entry }) {
  const { skipped } = entry;
  return (
    <>
      {entry.state === "OFFERED" ? (
        <Badge variant="info" icon={Send}>
          Ofrecida
        </Badge>
      ) : (
        <Badge icon={Hourglass}>En espera</Badge>
      )}
      {skipped && (
        <p className="mt-1 max-w-56 text-xs text-muted-foreground">
          {formatCount(skipped.times, "hora no se le ofreció", "horas no se le ofrecieron")}. {skipped.reason}
        </p>
      )}
    </>
  );
}
