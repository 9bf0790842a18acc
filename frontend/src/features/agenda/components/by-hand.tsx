"use client";

import { ChevronLeft, ChevronRight, ClipboardPaste, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Appointment } from "@/entities/appointment/schema";
import { isMovable } from "@/entities/appointment/steps";
import { addMinutes, minutesBetween } from "@/lib/dates";
import { formatDate, formatTimeRange } from "@/lib/format";
import { cn } from "@/lib/utils";
import type { AgendaViewState } from "../use-agenda-view";
import type { MoveTo } from "../use-moves";
import type { BookingStart } from "./booking-sheet";

type ByHandProps = {
  view: AgendaViewState;
  appointments: readonly Appointment[];
  copied: BookingStart | null;
  onCopy: (copied: BookingStart | null) => void;
  onPaste: () => void;
  onMove: (appointment: Appointment, to: MoveTo) => void;
  onUndo: () => void;
};

const DAY_MINUTES = 24 * 60;
/** How near the edge of the hours the pointer must be, in pixels. */
const EDGE = 56;

/** What a booking takes from a visit that was copied: for whom, what, how long, with whom. When is chosen anew. */
export const copyOf = ({ patient, treatments, doctor, room, start_time, end_time }: Appointment): BookingStart => ({
  day: "",
  patient: { id: patient.id, name: patient.name },
  treatments: treatments.map(({ treatment_id, name, unit_price, duration_minutes, quantity }) => ({
    treatment_id,
    name,
    unit_price,
    duration_minutes,
    quantity: String(Number(quantity)),
  })),
  minutes: minutesBetween(start_time, end_time),
  doctorId: doctor.id,
  roomId: room?.id,
});

/** What hands and keys do with visits besides dragging them in a day: copy and paste, undo, and over the edge of the day. */
export function ByHand({ view, appointments, copied, onCopy, onPaste, onMove, onUndo }: ByHandProps) {
  useKeys({ appointments, selectedId: view.selectedId, copied, onCopy, onPaste, onUndo });
  return (
    <>
      {copied && <Copied copied={copied} onForget={() => onCopy(null)} />}
      {view.mode === "dia" && view.desktop && (
        <DayEdges
          onShift={(id, days) => {
            const appointment = appointments.find((row) => row.id === id);
            if (!appointment || !isMovable(appointment.status)) return;
            onMove(appointment, {
              start_time: addMinutes(appointment.start_time, days * DAY_MINUTES),
              end_time: addMinutes(appointment.end_time, days * DAY_MINUTES),
            });
            view.step(days);
          }}
        />
      )}
    </>
  );
}

const isTyping = () =>
  typeof document !== "undefined" &&
  document.activeElement instanceof HTMLElement &&
  /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);

type Keys = Omit<ByHandProps, "view" | "onMove"> & { selectedId: number | null };

/**
 * Ctrl+C on a block, or on the open visit, copies it; Ctrl+V books another like it; Ctrl+Z takes the last move back. Text that is
 * selected, or being typed, stays text.
 */
function useKeys(wanted: Keys) {
  const latest = useRef(wanted);
  useEffect(() => {
    latest.current = wanted;
  });
  useEffect(() => {
    const busy = () => isTyping() || document.querySelector("[role=dialog],[role=alertdialog]") !== null;
    function onCopy(event: ClipboardEvent) {
      if (busy() || String(window.getSelection() ?? "") !== "") return;
      const block = document.activeElement?.closest<HTMLElement>("[data-block]")?.dataset.block;
      const id = Number(block ?? latest.current.selectedId);
      const appointment = latest.current.appointments.find((row) => row.id === id);
      if (!appointment) return;
      event.preventDefault();
      const { patient, doctor, start_time, end_time } = appointment;
      event.clipboardData?.setData(
        "text/plain",
        `${patient.name}, ${formatDate(start_time)}, ${formatTimeRange(start_time, end_time)}, ${doctor.name}`,
      );
      latest.current.onCopy(copyOf(appointment));
    }
    function onPaste(event: ClipboardEvent) {
      if (busy() || !latest.current.copied) return;
      event.preventDefault();
      latest.current.onPaste();
    }
    function onKeyDown(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z" || busy()) return;
      event.preventDefault();
      latest.current.onUndo();
    }
    window.addEventListener("keydown", onKeyDown);
    document.addEventListener("copy", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, []);
}

function Copied({ copied, onForget }: { copied: BookingStart; onForget: () => void }) {
  return (
    <p
      role="status"
      data-toasts-above
      className="fixed bottom-4 left-1/2 z-40 flex -translate-x-1/2 items-center gap-2 rounded-lg border border-border bg-popover py-1.5 pl-3 pr-1.5 text-sm shadow-2 max-md:bottom-20"
    >
      <ClipboardPaste aria-hidden className="size-4" />
      Copiada la cita de {copied.patient?.name}: elija una hora, o pulse Ctrl V.
      <Button variant="ghost" size="icon-sm" aria-label="Soltar la cita copiada" onClick={onForget}>
        <X aria-hidden />
      </Button>
    </p>
  );
}

/**
 * While a visit is dragged, the edges of the day are the day before and the day after: dropped there it keeps its hour. The
 * calendar knows one day only: it is told to let go, as by Escape, and the visit moves by the way that every move takes.
 */
function DayEdges({ onShift }: { onShift: (id: number, days: number) => void }) {
  const [over, setOver] = useState<-1 | 0 | 1 | null>(null);
  const latest = useRef(onShift);
  useEffect(() => {
    latest.current = onShift;
  });
  useEffect(() => {
    let id: number | null = null;
    let side: -1 | 0 | 1 = 0;
    const begin = (event: PointerEvent) => {
      const block = (event.target as Element | null)
        ?.closest?.(".ec-event")
        ?.querySelector<HTMLElement>("[data-block]");
      id = Number(block?.dataset.block) || null;
      side = 0;
    };
    const follow = (event: PointerEvent) => {
      const area = id !== null && document.querySelector(".ec-dragging") && document.querySelector(".agenda-card");
      if (!area) return;
      const { left, right } = area.getBoundingClientRect();
      side = event.clientX < left + EDGE ? -1 : event.clientX > right - EDGE ? 1 : 0;
      setOver(side);
    };
    const end = () => {
      const dropped = side === 0 ? null : id;
      // First, for letting go sends a pointer's end of its own.
      id = null;
      setOver(null);
      if (dropped === null || side === 0) return;
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      latest.current(dropped, side);
    };
    const away = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !event.isTrusted) return;
      id = null;
      setOver(null);
    };
    window.addEventListener("pointerdown", begin, true);
    window.addEventListener("pointermove", follow, { passive: true });
    window.addEventListener("pointerup", end, true);
    window.addEventListener("keydown", away, true);
    return () => {
      window.removeEventListener("pointerdown", begin, true);
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", end, true);
      window.removeEventListener("keydown", away, true);
    };
  }, []);
  if (over === null) return null;
  const area = document.querySelector(".agenda-card")?.getBoundingClientRect();
  if (!area) return null;
  // Of the page's own spacing these take nothing: they lie over it.
  const zone =
    "pointer-events-none fixed !m-0 z-30 grid w-14 place-items-center border border-dashed border-primary text-primary";
  return (
    <>
      {([-1, 1] as const).map((days) => (
        <div
          key={days}
          className={cn(zone, over === days ? "bg-accent" : "bg-card/80")}
          style={{ top: area.top, height: area.height, left: days < 0 ? area.left : area.right - EDGE }}
        >
          <span className="flex flex-col items-center gap-1 text-center text-2xs font-medium">
            {days < 0 ? <ChevronLeft aria-hidden /> : <ChevronRight aria-hidden />}
            {days < 0 ? "Día anterior" : "Día siguiente"}
          </span>
        </div>
      ))}
    </>
  );
}
