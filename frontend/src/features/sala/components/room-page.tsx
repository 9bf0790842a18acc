"use client";

import { useQuery } from "@tanstack/react-query";
import { Armchair, MonitorPlay } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { FacetFilter } from "@/components/data-table/facet-filter";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageHeader } from "@/components/patterns/page-header";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { appointmentsQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import { CorrectionDialog, ReopenDialog } from "@/entities/appointment/step-dialogs";
import type { StatusMove } from "@/entities/appointment/steps";
import { useChanges } from "@/entities/appointment/use-changes";
import { useMarks } from "@/entities/appointment/use-marks";
import { useSteps } from "@/entities/appointment/use-steps";
import { roomsQuery } from "@/entities/schedule/queries";
import { waitingRoomQuery } from "@/entities/waiting-room/queries";
import { useHotkey } from "@/hooks/use-hotkey";
import { useMinute } from "@/hooks/use-minute";
import { useUrlState } from "@/hooks/use-url-state";
import { today } from "@/lib/dates";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { columnOf, columnsOf, COLUMNS, nextOf, subtitleOf, transferTo, type Column } from "../columns";
import { useTill } from "../till";
import { Lane } from "./lane";
import { FreeRooms, Settled } from "./settled";

const ScreenSheet = lazy(() => import("./screen-sheet").then((file) => file.ScreenSheet));
const NONE: never[] = [];
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

export function RoomPage() {
  return (
    <RequirePermission permission="appointments:read" what="la sala de espera">
      <Room />
    </RequirePermission>
  );
}

/** Today's people by where they are: expected, waiting, attended, done. Taken from one to the next by hand or by keyboard. */
function Room() {
  const url = useUrlState();
  const doctorId = Number(url.get("prof")) || null;
  const day = { from: today(), to: today() };
  const visits = useQuery(appointmentsQuery(day));
  const room = useQuery(waitingRoomQuery(doctorId));
  useChanges(day);
  const now = useMinute();
  const [sharing, setSharing] = useState(false);
  const transfer = useTransfer();
  const search = useRef<HTMLInputElement>(null);
  const board = useRef<HTMLDivElement>(null);
  useHotkey("l", () => search.current?.focus());

  const all = visits.data ?? (NONE as Appointment[]);
  const shown = doctorId === null ? all : all.filter(({ doctor }) => doctor.id === doctorId);
  const marks = useMarks(shown);
  const rooms = useQuery(roomsQuery);
  const error = visits.error ?? room.error;
  const columns = columnsOf(shown, room.data?.data ?? NONE);
  const till = useTill(columns.done, now);
  const next = nextOf(columns.waiting);
  useFollowedFocus(board, transfer.followed, columns);

  function onKeyDown(event: KeyboardEvent) {
    const card = (event.target as HTMLElement).closest<HTMLElement>("[data-visit]");
    const appointment = all.find(({ id }) => String(id) === card?.dataset.visit);
    if (!card || !appointment || event.ctrlKey || event.metaKey || !event.key.startsWith("Arrow")) return;
    const step = STEPS[event.key];
    if (event.altKey && !step) return;
    event.preventDefault();
    if (event.altKey) {
      const next = COLUMNS[COLUMNS.indexOf(columnOf(appointment)!) + step!];
      if (next && transfer.may) void transfer.take(appointment, next);
      return;
    }
    nextCard(card, event.key)?.focus();
  }

  return (
    <div className="space-y-4">
      <PageHeader
        breadcrumb={[{ label: "Agenda", href: "/agenda/" }, { label: "Sala de espera" }]}
        title="Sala de espera"
        subtitle={visits.data && room.data ? subtitleOf(columns, now) : undefined}
        actions={
          <>
            <FacetFilter
              facet={{ name: "prof", label: "Profesional", options: doctorsOf(all) }}
              value={doctorId === null ? null : String(doctorId)}
              onChange={(value) => url.set({ prof: value })}
            />
            <Can permission="schedules:write">
              <Button variant="outline" onClick={() => setSharing(true)}>
                <MonitorPlay aria-hidden />
                Pantalla de sala
              </Button>
            </Can>
            <Can permission="appointments:write">
              <Button onClick={() => search.current?.focus()}>
                <Armchair aria-hidden />
                Registrar llegada
                <Kbd inverse>L</Kbd>
              </Button>
            </Can>
          </>
        }
      />
      {transfer.refused && <Alert variant="warning">{transfer.refused}</Alert>}
      {error && !(visits.data && room.data) ? (
        <ErrorState
          error={error}
          what="la sala de espera"
          onRetry={() => {
            void visits.refetch();
            void room.refetch();
          }}
        />
      ) : !visits.data || !room.data ? (
        <div role="status" aria-label="Cargando la sala de espera" className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
          {COLUMNS.map((column) => (
            <Skeleton key={column} className="h-80 w-full rounded-xl" />
          ))}
        </div>
      ) : (
        <div
          ref={board}
          role="group"
          aria-label="Sala de espera"
          onKeyDown={onKeyDown}
          className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-[repeat(2,minmax(0,1fr))] xl:grid-cols-[minmax(16.5rem,0.86fr)_repeat(3,minmax(0,1fr))]"
        >
          {COLUMNS.map((column) => (
            <Lane
              key={column}
              column={column}
              visitors={column === "done" && till ? till.owing : columns[column]}
              missed={column === "expected" ? shown.filter(({ status }) => status === "NO_SHOW") : NONE}
              room={room.data}
              marks={marks}
              till={column === "done" ? till : undefined}
              next={next}
              now={now}
              search={column === "expected" ? search : undefined}
              movable={transfer.may}
              dragged={all.find(({ id }) => id === transfer.dragged) ?? null}
              onDrag={transfer.drag}
              onTake={(appointment, to) => void transfer.take(appointment, to)}
            >
              {column === "done" && till && <Settled till={till} />}
              {column === "inside" && doctorId === null && (
                <FreeRooms
                  rooms={rooms.data?.filter(({ active }) => active) ?? NONE}
                  inside={columns.inside.map(({ appointment }) => appointment)}
                />
              )}
            </Lane>
          ))}
        </div>
      )}
      {transfer.questions}
      {sharing && room.data && <ScreenSheet settings={room.data.settings} onClose={() => setSharing(false)} />}
    </div>
  );
}

/** Takes people from one column to another, with what is asked on the way. */
function useTransfer() {
  const may = useCan("appointments:write");
  const mayReopen = useCan("appointments:reopen");
  const { take: step, questions } = useSteps();
  const [dragged, drag] = useState<number | null>(null);
  const [correcting, correct] = useState<{ appointment: Appointment; move: StatusMove } | null>(null);
  const [reopening, reopen] = useState<Appointment | null>(null);
  const [refused, refuse] = useState<string | null>(null);
  const followed = useRef<number | null>(null);

  async function take(appointment: Appointment, column: Column) {
    if (!may || columnOf(appointment) === column) return;
    followed.current = appointment.id;
    refuse(null);
    const transfer = transferTo(appointment, column, new Date(), mayReopen);
    if (transfer.kind === "step") await step(appointment, transfer.move);
    else if (transfer.kind === "correction") correct({ appointment, move: transfer.move });
    else if (transfer.kind === "reopening") reopen(appointment);
    else refuse(transfer.why);
  }

  return {
    may,
    dragged,
    drag,
    take,
    /** Whom the keyboard goes with. */
    followed,
    refused,
    questions: (
      <>
        {questions}
        {correcting && (
          <CorrectionDialog appointment={correcting.appointment} move={correcting.move} onClose={() => correct(null)} />
        )}
        {reopening && <ReopenDialog appointment={reopening} open onOpenChange={(open) => !open && reopen(null)} />}
      </>
    ),
  };
}

/** Whoever changed columns is another node there: the keyboard goes with them. */
function useFollowedFocus(
  board: { current: HTMLElement | null },
  followed: { current: number | null },
  columns: unknown,
) {
  useEffect(() => {
    if (followed.current === null || document.activeElement !== document.body) return;
    board.current?.querySelector<HTMLElement>(`[data-visit="${followed.current}"]`)?.focus();
    followed.current = null;
  }, [board, followed, columns]);
}

/** The card that the arrows lead to: up and down in its column, else the nearest of the next column that has any. */
function nextCard(card: HTMLElement, key: string) {
  const lane = card.closest("[data-lane]")!;
  const cards = [...lane.querySelectorAll<HTMLElement>("[data-visit]")];
  const place = cards.indexOf(card);
  if (key === "ArrowUp" || key === "ArrowDown") return cards[place + (key === "ArrowUp" ? -1 : 1)];
  const lanes = [...lane.parentElement!.querySelectorAll("[data-lane]")].map((each) => [
    ...each.querySelectorAll<HTMLElement>("[data-visit]"),
  ]);
  const here = lanes.findIndex((each) => each.includes(card));
  const others = key === "ArrowLeft" ? lanes.slice(0, here).reverse() : lanes.slice(here + 1);
  const next = others.find((each) => each.length > 0);
  return next?.[Math.min(place, next.length - 1)];
}

const doctorsOf = (appointments: readonly Appointment[]) =>
  [...new Map(appointments.map(({ doctor }) => [doctor.id, doctor.name]))]
    .sort(([, a], [, b]) => a.localeCompare(b))
    .map(([id, name]) => ({ value: String(id), label: name }));
