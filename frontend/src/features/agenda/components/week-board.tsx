"use client";

import { CircleDashed } from "lucide-react";
import { APPOINTMENT_STATUS } from "@/components/patterns/status-badge";
import { Initials } from "@/components/ui/avatar";
import { HoverCard, HoverCardContent, HoverCardTrigger } from "@/components/ui/hover-card";
import type { Appointment } from "@/entities/appointment/schema";
import { addDays, dayOf, timeOf, today } from "@/lib/dates";
import { formatCount, formatDuration, formatLongDate, formatPercent, formatWeekday } from "@/lib/format";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { closedOn, dayBounds, freeOn, isoOf, minutesOf, occupancyOf, openingsOn, type Span } from "../domain/hours";
import { blocks } from "@/entities/appointment/steps";
import type { AgendaData, Doctor } from "../use-agenda-data";
import type { AgendaViewState } from "../use-agenda-view";
import { useMinute } from "@/hooks/use-minute";
import type { BookingStart } from "./booking-sheet";
import type { Offer } from "./finder-sheet";
import { FoundHours } from "./found-hours";

/** The ribbon of a day, in hours. */
const FROM = 8;
const TO = 19;
const HOUR = 3_600_000;
const LEAST_GAP = 20;
const GAPS = 4;
const LISTED = 6;

/** A column is narrow on a narrow screen, and beside a search: there the number stands without its word. */
const CELL = "block w-full rounded-sm text-left [container-type:inline-size]";
const WORD = "[@container_(max-width:128px)]:sr-only";

type WeekBoardProps = {
  view: AgendaViewState;
  data: AgendaData;
  /** What a search found, in the place of the gaps. */
  offer: Offer | null;
  onBook: (start: BookingStart) => void;
};

/** Who by day: visits, how full it is, a ribbon of the day and the gaps worth offering. Names live in the card. */
export function WeekBoard({ view, data, offer, onBook }: WeekBoardProps) {
  const canWrite = useCan("appointments:write");
  const now = useMinute();
  const { from } = data.span;
  const all = Array.from({ length: 7 }, (_, index) => addDays(from, index));
  const doctors = data.shown.doctors.filter(({ gone }) => !gone);
  const on = (day: string) => data.shown.appointments.filter((row) => blocks(row) && dayOf(row.start_time) === day);
  const opens = (day: string) => doctors.some(({ hours }) => openingsOn(hours, day).length > 0);
  // A day that nobody attends and nobody comes takes no column.
  const days = all.filter((day, index) => index < 5 || opens(day) || on(day).length > 0);
  const open = (day: string, doctor: Doctor) => {
    view.choose([doctor.id]);
    view.show("dia", day);
  };

  return (
    <table className="w-full min-w-[860px] table-fixed border-collapse text-left">
      <caption className="sr-only">La semana de cada profesional</caption>
      <colgroup>
        <col className="w-[168px]" />
        {days.map((day) => (
          <col key={day} />
        ))}
      </colgroup>
      <thead className="sticky top-0 z-10 bg-card">
        <tr>
          <td className="border-b border-border" />
          {days.map((day) => (
            <th key={day} scope="col" className="border-b border-l border-border px-2.5 pb-1 pt-2 font-normal">
              <button
                type="button"
                onClick={() => {
                  view.choose([]);
                  view.show("dia", day);
                }}
                className={cn(CELL, "whitespace-nowrap text-sm hover:underline")}
              >
                <span className={cn("font-semibold", day === today() && "text-primary")}>
                  {formatWeekday(day)} {Number(day.slice(8))}
                </span>{" "}
                <span className="text-xs text-muted-foreground">
                  {on(day).length}
                  <span className={WORD}>{on(day).length === 1 ? " cita" : " citas"}</span>
                </span>
              </button>
              <span aria-hidden className="relative block h-4 text-2xs tabular-nums text-muted-foreground">
                {[8, 12, 16, 19].map((hour) => (
                  <span
                    key={hour}
                    className={cn("absolute", hour > FROM && (hour === TO ? "-translate-x-full" : "-translate-x-1/2"))}
                    style={{ left: `${((hour - FROM) / (TO - FROM)) * 100}%` }}
                  >
                    {hour}
                  </span>
                ))}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {doctors.map((doctor) => (
          <tr key={doctor.id} className="border-b border-border align-top">
            <th scope="row" className="px-3 py-2.5 font-normal">
              <span className="flex items-start gap-2">
                <Initials name={doctor.name} className="size-7 shrink-0 text-2xs" />
                <span className="min-w-0">
                  <span className="block break-words text-sm font-semibold leading-4">{doctor.name}</span>
                  {doctor.specialty && (
                    <span className="mt-0.5 block text-2xs text-muted-foreground">{doctor.specialty}</span>
                  )}
                  <WeekFigure doctor={doctor} days={days} appointments={data.shown.appointments} />
                </span>
              </span>
            </th>
            {days.map((day) => (
              <DayCell
                key={day}
                doctor={doctor}
                day={day}
                visits={on(day).filter((row) => row.doctor.id === doctor.id)}
                now={now}
                offer={offer}
                onOpen={() => open(day, doctor)}
                onBook={canWrite ? onBook : undefined}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type WeekFigureProps = { doctor: Doctor; days: readonly string[]; appointments: readonly Appointment[] };

function WeekFigure({ doctor, days, appointments }: WeekFigureProps) {
  const own = appointments.filter((row) => row.doctor.id === doctor.id);
  const each = days.map((day) => occupancyOf({ ...doctor, day }, own)).filter((one) => one !== null);
  const total = each.reduce((sum, one) => sum + one.open, 0);
  if (total === 0) return null;
  const booked = each.reduce((sum, one) => sum + one.booked, 0);
  return (
    <span className="mt-1 block text-2xs tabular-nums text-muted-foreground">
      {formatPercent(Math.round((booked / total) * 100))} de la semana
    </span>
  );
}

type DayCellProps = {
  doctor: Doctor;
  day: string;
  visits: Appointment[];
  now: number;
  offer: Offer | null;
  onOpen: () => void;
  onBook?: (start: BookingStart) => void;
};

function DayCell({ doctor, day, visits, now, offer, onOpen, onBook }: DayCellProps) {
  const attends = openingsOn(doctor.hours, day).length > 0;
  const closed = closedOn({ ...doctor, day });
  const whole = closed.find(({ start, end }) => end - start >= 24 * HOUR);
  if (visits.length === 0 && whole) {
    return (
      <td className="agenda-hatch border-l border-border text-center align-middle">
        <span className="rounded-sm bg-card px-1.5 py-px text-2xs text-muted-foreground">{whole.label}</span>
      </td>
    );
  }
  const occupancy = occupancyOf({ ...doctor, day }, visits);
  const pending = visits.filter(({ status }) => status === "PENDING").length;
  const gaps = freeOn({ ...doctor, day }, visits, now).filter((gap) => minutesOf([gap]) >= LEAST_GAP);
  return (
    <td className="border-l border-border p-2.5">
      <HoverCard openDelay={250}>
        <HoverCardTrigger asChild>
          <button
            type="button"
            onClick={onOpen}
            aria-label={`${doctor.name}, ${formatLongDate(day)}: ${formatCount(visits.length, "cita", "citas")}${pending > 0 ? `, ${pending} por confirmar` : ""}`}
            className={cn(CELL, "hover:bg-accent")}
          >
            <span className="flex items-center gap-1 whitespace-nowrap text-xs">
              <b className="text-sm font-semibold tabular-nums">{visits.length}</b>
              {/* Where there is no room beside what waits, the number says it. */}
              <span className={cn(pending > 0 && WORD)}>{visits.length === 1 ? "cita" : "citas"}</span>
              {pending > 0 && (
                <span className="ml-1 flex items-center gap-0.5 tabular-nums text-st-pending">
                  <CircleDashed className="size-3.5" aria-hidden />
                  {pending}
                </span>
              )}
              {occupancy && (
                <span
                  className={cn(
                    "ml-auto tabular-nums",
                    occupancy.percent >= 90 ? "font-semibold" : "text-muted-foreground",
                  )}
                >
                  {formatPercent(occupancy.percent)}
                </span>
              )}
            </span>
            <Ribbon day={day} closed={closed} visits={visits} />
          </button>
        </HoverCardTrigger>
        {visits.length > 0 && (
          <HoverCardContent className="w-64 p-0 text-xs">
            <p className="border-b border-border px-3 py-2 text-sm font-semibold">
              {doctor.name} <span className="font-normal text-muted-foreground">{formatLongDate(day)}</span>
            </p>
            <ul className="px-3 py-1.5">
              {visits.slice(0, LISTED).map((visit) => (
                <VisitLine key={visit.id} visit={visit} />
              ))}
            </ul>
            {visits.length > LISTED && (
              <p className="border-t border-border px-3 py-2 text-muted-foreground">
                y {visits.length - LISTED} más hasta las {timeOf(visits[visits.length - 1]!.end_time)}
              </p>
            )}
          </HoverCardContent>
        )}
      </HoverCard>
      {offer && <FoundHours found={offer.gapsOn([doctor], [day], "doctor")} onPick={offer.onPick} />}
      {onBook && !offer && gaps.length > 0 && (
        <p className="mt-2 flex flex-wrap gap-1">
          {gaps.slice(0, GAPS).map((gap) => {
            const time = timeOf(isoOf(gap.start));
            return (
              <button
                key={gap.start}
                type="button"
                onClick={() => onBook({ day, time, room: minutesOf([gap]), doctorId: doctor.id })}
                className="rounded-sm border border-dashed border-input px-1 py-0.5 text-2xs tabular-nums text-muted-foreground hover:border-primary hover:bg-accent hover:text-accent-foreground"
              >
                {time} · {formatDuration(minutesOf([gap]))}
              </button>
            );
          })}
        </p>
      )}
      {attends && !offer && gaps.length === 0 && day >= today() && (
        <p className="mt-2 text-2xs text-muted-foreground">Sin huecos de {LEAST_GAP} min</p>
      )}
    </td>
  );
}

function VisitLine({ visit }: { visit: Appointment }) {
  const look = APPOINTMENT_STATUS[visit.status];
  return (
    <li className="flex items-center gap-2 py-1">
      <span className="w-9 shrink-0 tabular-nums text-muted-foreground">{timeOf(visit.start_time)}</span>
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">{visit.patient.name}</span>{" "}
        <span className="text-muted-foreground">{visit.treatments[0]?.name ?? visit.reason}</span>
      </span>
      <look.icon className="size-3.5 shrink-0" aria-label={look.label} />
    </li>
  );
}

const FILL: Partial<Record<Appointment["status"], string>> = {
  PENDING: "border border-dashed border-st-pending bg-st-pending-bg",
  COMPLETED: "bg-st-completed/45",
  IN_PROGRESS: "bg-st-in-progress",
  ARRIVED: "bg-st-arrived/70",
};

function Ribbon({ day, closed, visits }: { day: string; closed: readonly Span[]; visits: readonly Appointment[] }) {
  const start = dayBounds(day).start + FROM * HOUR;
  const place = (span: Span) => {
    const part = (instant: number) => Math.min(Math.max((instant - start) / ((TO - FROM) * HOUR), 0), 1) * 100;
    return { left: `${part(span.start)}%`, width: `${part(span.end) - part(span.start)}%` };
  };
  return (
    <span aria-hidden className="relative mt-1.5 block h-8 overflow-hidden border border-border bg-card">
      {closed.map((span) => (
        <span key={span.start} className="agenda-hatch absolute inset-y-0" style={place(span)} />
      ))}
      {visits.map((visit) => (
        <span
          key={visit.id}
          className={cn("absolute inset-y-0.5 rounded-[2px]", FILL[visit.status] ?? "bg-st-confirmed/55")}
          style={place({ start: Date.parse(visit.start_time), end: Date.parse(visit.end_time) })}
        />
      ))}
    </span>
  );
}
