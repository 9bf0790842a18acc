"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { ErrorState } from "@/components/patterns/state-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { appointmentQuery } from "@/entities/appointment/queries";
import { APPOINTMENTS } from "@/entities/paths";
import { useHotkey } from "@/hooks/use-hotkey";
import { dayOf, today } from "@/lib/dates";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { blocks } from "@/entities/appointment/steps";
import { useAgendaData, type AgendaData } from "../use-agenda-data";
import { useBooking } from "../use-booking";
import { useAgendaView, type AgendaViewState } from "../use-agenda-view";
import { useMoves } from "../use-moves";
import { AgendaHeader } from "./agenda-header";
import { AgendaToolbar } from "./agenda-toolbar";
import type { BookingStart } from "./booking-sheet";
import type { Offer } from "./finder-sheet";

const AgendaBoard = lazy(() => import("./agenda-board").then((file) => file.AgendaBoard), <BoardSkeleton />);
const AppointmentPanel = lazy(
  () => import("./appointment-panel").then((file) => file.AppointmentPanel),
  <div
    role="status"
    aria-label="Cargando la cita"
    className="hidden w-[380px] shrink-0 rounded-xl border border-border bg-card shadow-1 xl:block"
  />,
);
const BookingSheet = lazy(() => import("./booking-sheet").then((file) => file.BookingSheet));
const FinderSheet = lazy(() => import("./finder-sheet").then((file) => file.FinderSheet));
const HoursFailed = lazy(() => import("./agenda-notices").then((file) => file.HoursFailed));
const IdleDoctors = lazy(() => import("./agenda-notices").then((file) => file.IdleDoctors));
const NoDoctors = lazy(() => import("./agenda-notices").then((file) => file.NoDoctors));
const StrandedNotice = lazy(() => import("./agenda-notices").then((file) => file.StrandedNotice));
const OwnHoursSheet = lazy(() => import("./own-hours").then((file) => file.OwnHoursSheet));
const WeekBoard = lazy(() => import("./week-board").then((file) => file.WeekBoard), <BoardSkeleton />);
const DoctorTabs = lazy(
  () => import("./doctor-tabs").then((file) => file.DoctorTabs),
  <div className="h-[61px] border-b border-border" />,
);
const ListView = lazy(() => import("./list-view").then((file) => file.ListView), <BoardSkeleton />);
const ByHand = lazy(() => import("./by-hand").then((file) => file.ByHand));
const MonthView = lazy(() => import("./month-view").then((file) => file.MonthView), <BoardSkeleton />);
const NextFree = lazy(
  () => import("./next-free").then((file) => file.NextFree),
  <div className="min-h-11 border-b border-border md:min-h-9" />,
);
const ViewKeys = lazy(() => import("./view-keys").then((file) => file.ViewKeys));
const Live = lazy(() => import("./live").then((file) => file.Live));
const RefusedMoveDialog = lazy(() => import("./refused-move").then((file) => file.RefusedMoveDialog));

export function AgendaPage() {
  return (
    <RequirePermission permission="appointments:read" what="la agenda">
      <Agenda />
    </RequirePermission>
  );
}

function Agenda() {
  const view = useAgendaView();
  const data = useAgendaData(view);
  const moves = useMoves();
  const booking = useBooking(view, data);
  const paper = paperOf(data);
  const [copied, setCopied] = useState<BookingStart | null>(null);
  /** What was searched for beside the agenda, or copied, is booked where one points. */
  const book = (start?: Partial<BookingStart>) => booking.open({ ...offer?.start, ...copied, ...start });
  useAppointmentDay(view);
  const [ownHours, setOwnHours] = useState(false);
  // One stands beside the agenda, a visit or the search; what is opened second comes over both.
  const [finding, setFinding] = useState<"beside" | "over" | null>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  // The first time all comes at once: hours and columns would jump with each answer. Later the board stays and fills.
  const [begun, setBegun] = useState(false);
  if (!begun && !data.isLoading) setBegun(true);
  const canWrite = useCan("appointments:write");
  const find = () => canWrite && setFinding((now) => now ?? (view.selectedId === null ? "beside" : "over"));
  useAgendaKeys(view, booking.open, find);

  const attending = data.attending.filter(({ gone }) => !gone);
  const bookAt = (start: BookingStart) => {
    // Beside, the search stays until the hour is booked: who thinks better of it chooses another.
    if (finding === "over") setFinding(null);
    view.goTo(start.day);
    booking.open(start);
  };

  const { refused } = moves;
  return (
    <div className="space-y-2 md:-mx-2 md:-mb-6 md:-mt-4">
      <AgendaHeader
        view={view}
        subtitle={subtitleOf(view, data)}
        onCreate={() => booking.open()}
        onFind={find}
        paper={paper}
        onOwnHours={() => setOwnHours(true)}
      />
      <div className="flex gap-3 md:h-[max(440px,calc(100dvh-7.75rem))]">
        <section
          aria-label="Agenda"
          className="agenda-card flex min-w-0 flex-1 flex-col rounded-xl border border-border bg-card shadow-1"
        >
          <AgendaToolbar view={view} data={data} />
          {view.nextFree && canWrite && begun && <NextFree doctors={attending} onChoose={bookAt} />}
          {!view.desktop && view.mode === "dia" && <DoctorTabs view={view} data={data} />}
          {begun && data.idle.length > 0 && <IdleDoctors view={view} data={data} />}
          <StrandedNotice />
          {data.hoursFailed && !data.error && view.mode !== "mes" && <HoursFailed onRetry={data.retry} />}
          {/* A frame of its own for what waits: the line of who is not in would push down one that stays. */}
          <div
            key={begun ? "board" : "skeleton"}
            className={cn(
              "min-h-0 flex-1 overflow-auto",
              view.mode === "dia" && "h-[70dvh] flex-none md:h-auto md:flex-1",
            )}
          >
            <AgendaContent view={view} data={data} begun={begun} offer={offer}>
              {view.mode === "lista" ? (
                <ListView view={view} data={data} offer={offer} />
              ) : view.mode === "semana" && !data.oneDoctor ? (
                <WeekBoard view={view} data={data} offer={offer} onBook={book} />
              ) : (
                <AgendaBoard
                  key={view.mode === "semana" ? "week" : "day"}
                  view={view}
                  data={data}
                  offer={offer}
                  onBook={book}
                  onMove={(appointment, to) => void moves.move(appointment, to)}
                  onNudge={moves.nudge}
                  onEscape={moves.takeBack}
                />
              )}
            </AgendaContent>
          </div>
        </section>
        {view.selectedId !== null && (
          <AppointmentPanel
            id={view.selectedId}
            over={finding === "beside"}
            drawn={data.appointments.find(({ id }) => id === view.selectedId)}
            onClose={() => view.select(null)}
            onBook={booking.open}
          />
        )}
        {finding && (
          <FinderSheet
            doctors={attending}
            rooms={data.rooms}
            over={finding === "over"}
            view={view}
            onClose={() => setFinding(null)}
            onChoose={bookAt}
            onOffer={setOffer}
          />
        )}
      </div>
      <p role="status" className="sr-only">
        {moves.said}
      </p>
      {booking.start && (
        <BookingSheet
          key={booking.serial}
          start={booking.start}
          open={booking.isOpen}
          onClose={booking.close}
          onBooked={(saved) => {
            setFinding(null);
            view.goTo(dayOf(saved.start_time));
          }}
        />
      )}
      <RefusedMoveDialog
        refused={refused}
        onClose={moves.dismiss}
        onChoose={(slot) => {
          moves.dismiss();
          if (refused) void moves.move(refused.appointment, { ...refused.to, ...slot });
        }}
        onOverbook={(how) => (refused ? moves.move(refused.appointment, refused.to, how) : Promise.resolve())}
      />
      {begun && <Live span={data.span} />}
      {begun && <ViewKeys view={view} paper={paper} />}
      {begun && canWrite && (
        <ByHand
          view={view}
          appointments={data.appointments}
          copied={copied}
          onCopy={setCopied}
          onPaste={() => book({ day: view.day })}
          onMove={(appointment, to) => void moves.move(appointment, to)}
          onUndo={moves.undo}
        />
      )}
      {ownHours && <OwnHoursSheet onClose={() => setOwnHours(false)} />}
    </div>
  );
}

function AgendaContent({
  view,
  data,
  begun,
  offer,
  children,
}: {
  view: AgendaViewState;
  data: AgendaData;
  begun: boolean;
  offer: Offer | null;
  children: React.ReactNode;
}) {
  if (view.mode === "mes") return <MonthView view={view} found={offer?.days} />;
  if (data.error) return <ErrorState bare error={data.error} what="la agenda" onRetry={data.retry} />;
  if (!begun) return <BoardSkeleton />;
  if (data.doctors.length === 0) return <NoDoctors />;
  return children;
}

/** The board's own geometry: heads of 48, hours of 72. The calendar's code is on its way meanwhile. */
function BoardSkeleton() {
  useEffect(() => {
    void import("./agenda-board");
    void import("../calendar/ec-lib");
  }, []);
  return (
    <div role="status" aria-label="Cargando la agenda" className="grid h-full grid-cols-[48px_repeat(3,1fr)]">
      {Array.from({ length: 4 }, (_, column) => (
        <div key={column} className="border-r border-border">
          <div className="flex h-12 items-center border-b border-border px-3">
            {column > 0 && <Skeleton className="w-32" />}
          </div>
          {column > 0 &&
            [53, 72, 35].map((height, row) => (
              <Skeleton
                key={height}
                className="mx-1 mt-2 w-auto rounded-md"
                style={{ height: height + ((column * row * 17) % 40) }}
              />
            ))}
        </div>
      ))}
    </div>
  );
}

function subtitleOf(view: AgendaViewState, { shown, isLoading, error, oneDoctor }: AgendaData) {
  if (view.mode === "mes") return "Elija un día para ver su agenda.";
  if (error || isLoading) return undefined;
  const expected = shown.appointments.filter(blocks);
  const count = expected.length === 0 ? "Sin citas" : formatCount(expected.length, "cita", "citas");
  if (view.mode === "semana" && oneDoctor) return `${count} con ${oneDoctor.name}.`;
  const people = new Set(expected.map(({ doctor }) => doctor.id)).size;
  const now = expected.filter(({ status }) => status === "IN_PROGRESS");
  const inside =
    view.day !== today() || now.length === 0
      ? ""
      : now.length > 1
        ? ` ${now.length} en atención.`
        : ` En atención: ${now[0]!.patient.name}.`;
  return `${count}${people > 0 ? `, ${formatCount(people, "profesional", "profesionales")}` : ""}.${inside}`;
}

/** What is on screen as a PDF: its days, and whose columns where not all are shown. */
function paperOf({ span, shown }: AgendaData) {
  const doctors = shown.partial ? `&doctor_ids=${shown.doctors.map(({ id }) => id).join()}` : "";
  return `/api${APPOINTMENTS}/agenda.pdf?from=${span.from}&to=${span.to}${doctors}`;
}

/** A link to an appointment opens the agenda on its day. */
function useAppointmentDay(view: AgendaViewState) {
  const [linked] = useState(view.selectedId);
  const { data } = useQuery({ ...appointmentQuery(linked), enabled: linked !== null });
  const done = useRef(false);
  useEffect(() => {
    if (!data || done.current) return;
    done.current = true;
    view.goTo(dayOf(data.start_time));
  }, [data, view]);
}

/** N books, B looks for an hour, T is today, the arrows turn the page when nothing else has the keyboard. */
function useAgendaKeys(view: AgendaViewState, book: () => void, find: () => void) {
  useHotkey("n", () => book());
  useHotkey("b", find);
  useHotkey("t", () => view.goTo(today()));
  const turn = (steps: number) => () => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused.id === "contenido") view.step(steps);
  };
  useHotkey("arrowleft", turn(-1));
  useHotkey("arrowright", turn(1));
}
