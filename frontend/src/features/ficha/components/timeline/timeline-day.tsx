"use client";

import { ChevronDown, ReceiptText } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { StatusBadge } from "@/components/patterns/status-badge";
import { appointmentPath, invoicePath, odontogramPath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import { thumbnailPath } from "@/entities/document/queries";
import type { InvoiceRow } from "@/entities/invoice/schema";
import { noteQuery } from "@/entities/record/queries";
import type { TimelineEntry } from "@/entities/record/schema";
import { setUrlState } from "@/hooks/use-url-state";
import { formatCount, formatDayMonth, formatLongDate, formatTime, formatTimeRange, formatWeekday } from "@/lib/format";
import { cn } from "@/lib/utils";
import type { Block, Line } from "../../timeline";
import { visitSummary } from "../../words";
import { InvoiceState } from "../invoice-line";
import { NoteCard } from "../note-card";
import { RowsSkeleton } from "../rows-skeleton";
import { ENTRY_WORDS, STATUS_WORDS } from "./words";

type DayProps = { day: string; withYear: boolean; blocks: Block[]; patientId: number };

/** A day at the left, its visits and what came without one beside it. */
export function TimelineDay({ day, withYear, blocks, patientId }: DayProps) {
  return (
    <li
      aria-label={formatLongDate(day)}
      className="grid grid-cols-[52px_minmax(0,1fr)] gap-x-2.5 px-3 md:grid-cols-[64px_minmax(0,1fr)] md:gap-x-3 py-3 md:px-4"
    >
      <p aria-hidden className="pt-0.5 text-right leading-4">
        <span className="block text-lg font-semibold tabular-nums">{day.slice(8)}</span>
        <span className="block text-xs text-muted-foreground">
          {formatWeekday(day).toLowerCase()}, {formatDayMonth(day).replace(/^\d+ /, "")}
          {withYear && <span className="block">{day.slice(0, 4)}</span>}
        </span>
      </p>
      <div className="min-w-0 space-y-3 border-l border-border pl-3 md:pl-4">
        {blocks.map(({ key, visit, lines }) =>
          visit ? (
            <div key={key} className="space-y-1">
              <VisitHead visit={visit} />
              {lines.map((line) => (
                <LineRow key={line.key} line={line} patientId={patientId} />
              ))}
            </div>
          ) : (
            <LineRow key={key} line={lines[0]!} patientId={patientId} alone />
          ),
        )}
      </div>
    </li>
  );
}

function VisitHead({ visit }: { visit: Appointment }) {
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
      <Link
        href={appointmentPath(visit.id)}
        className="min-w-0 rounded-sm text-base font-semibold underline-offset-4 hover:underline"
      >
        {visitSummary(visit)}
      </Link>
      <StatusBadge status={visit.status} />
      <span className="text-sm tabular-nums text-muted-foreground md:ml-auto">
        {formatTimeRange(visit.start_time, visit.end_time)} · {visit.doctor.name}
        {visit.room && ` · ${visit.room.name}`}
      </span>
    </div>
  );
}

/** One paper. Without a visit its name is the heading, and it says when and whose it is. */
function LineRow({ line, patientId, alone = false }: { line: Line; patientId: number; alone?: boolean }) {
  if (line.kind === "INVOICE") return <InvoiceRowLine invoice={line.invoice} alone={alone} />;
  return line.entry.kind === "NOTE" ? (
    <NoteLine entry={line.entry} alone={alone} />
  ) : (
    <EntryLine entry={line.entry} patientId={patientId} alone={alone} />
  );
}

const row = "flex w-full min-w-0 items-start gap-2.5 rounded-md px-1 py-1.5 text-left text-sm";
const opens = "hover:bg-muted/60 focus-visible:ring-inset";

function Said({ entry, alone }: { entry: TimelineEntry; alone: boolean }) {
  const { icon: Icon } = ENTRY_WORDS[entry.kind];
  const struck = entry.status === "ANNULLED" || entry.status === "RETURNED";
  return (
    <>
      <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className={cn(alone ? "text-base font-semibold" : "font-medium", struck && "line-through")}>
          {entry.title}
        </span>
        {entry.diagnoses.map(({ code, description }) => (
          <span key={code + description} className="ml-2">
            <span className="font-mono text-xs text-muted-foreground">{code}</span> {description}
          </span>
        ))}
        {entry.text && <span className="ml-2 break-words text-muted-foreground">{entry.text}</span>}
        {entry.addenda > 0 && <span className="ml-2 text-info">{formatCount(entry.addenda, "adenda", "adendas")}</span>}
        <span className="mt-0.5 block text-xs text-muted-foreground">
          {/* Of a document only its day is known. */}
          {alone && entry.kind !== "DOCUMENT" && `${formatTime(entry.at)} · `}
          {entry.author.name}
          {/* A phone has no room beside the text. */}
          {entry.status && <span className="md:hidden"> · {STATUS_WORDS[entry.status]}</span>}
        </span>
      </span>
      {entry.status && (
        <span className="shrink-0 text-xs leading-5 text-muted-foreground max-md:hidden">
          {STATUS_WORDS[entry.status]}
        </span>
      )}
    </>
  );
}

function EntryLine({ entry, patientId, alone }: { entry: TimelineEntry; patientId: number; alone: boolean }) {
  const { tab } = ENTRY_WORDS[entry.kind];
  const picture = entry.file_id && entry.media_type?.startsWith("image/");
  return (
    <Link
      href={tab ? `/pacientes/ver/?id=${patientId}&tab=${tab}` : odontogramPath(patientId)}
      className={cn(row, opens)}
    >
      <Said entry={entry} alone={alone} />
      {picture && (
        // The service makes it, and asks who is looking.
        // eslint-disable-next-line @next/next/no-img-element
        <img
          src={thumbnailPath({ file_id: entry.file_id! })}
          alt=""
          loading="lazy"
          className="h-14 w-[84px] shrink-0 rounded-md border border-border object-cover"
        />
      )}
    </Link>
  );
}

/** A note opens where it stands; its whole text is asked for then, since reading leaves a trace. */
function NoteLine({ entry, alone }: { entry: TimelineEntry; alone: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className={cn(row, opens)}>
        <Said entry={entry} alone={alone} />
        <ChevronDown className={cn("mt-0.5 size-4 shrink-0 text-muted-foreground", open && "rotate-180")} aria-hidden />
      </button>
      {open && <WholeNote id={entry.id} />}
    </div>
  );
}

function WholeNote({ id }: { id: number }) {
  const { data, error, refetch } = useQuery(noteQuery(id));
  if (error && !data) return <ErrorState bare error={error} what="la nota" onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton label="la nota" rows={2} />;
  return (
    <div className="my-1 overflow-hidden rounded-lg border border-border">
      <NoteCard note={data} open onEdit={() => setUrlState({ tab: "notas", nota: id })} />
    </div>
  );
}

function InvoiceRowLine({ invoice, alone }: { invoice: InvoiceRow; alone: boolean }) {
  return (
    <Link href={invoicePath(invoice.id)} className={cn(row, opens, "items-center")}>
      <ReceiptText className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <span className={cn("min-w-0 flex-1 truncate", alone && "text-base font-semibold")}>
        Factura {invoice.number ? <span className="font-mono">{invoice.number}</span> : "en borrador"}
      </span>
      <InvoiceState invoice={invoice} />
      <Money value={invoice.total} className="min-w-16 text-right" />
    </Link>
  );
}
