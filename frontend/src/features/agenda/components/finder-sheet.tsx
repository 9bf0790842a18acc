"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarSearch, CircleCheck, Puzzle } from "lucide-react";
import { useState } from "react";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Sheet, SheetBody, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { foundSlotsQuery, type FoundSlot, type FreeSlotsQuestion } from "@/entities/appointment/finder";
import { hold, type Hold } from "@/entities/appointment/holds";
import type { Room } from "@/entities/schedule/schema";
import { addDays, dayOf, minutesBetween, startOfWeek, timeOf, today } from "@/lib/dates";
import { formatCount, formatDateRange, formatDuration, formatLongDate, formatTimeRange } from "@/lib/format";
import { isApiError, messageOf } from "@/lib/problem";
import { cn } from "@/lib/utils";
import { minutesOfTreatments, NO_ROOM, type BookedTreatment } from "../forms";
import type { Doctor } from "../use-agenda-data";
import type { BookingStart } from "./booking-sheet";
import { TreatmentsField } from "./treatments-field";

type When = "pronto" | "semana" | "proxima";
type Part = FreeSlotsQuestion["part"];
/** A piece as long as this is no loss: somebody else still fits. */
const USEFUL = 60;
const SHORTEST = 5;
const LONGEST = 720;

/** The days that are looked through: from today on, what is left of the week, or the next week. */
export function spanOf(when: When, now = today()) {
  const monday = startOfWeek(now);
  if (when === "pronto") return { from: now, to: addDays(now, 13) };
  if (when === "semana") return { from: now, to: addDays(monday, 6) };
  return { from: addDays(monday, 7), to: addDays(monday, 13) };
}

type FinderSheetProps = {
  doctors: readonly Doctor[];
  rooms: readonly Room[];
  onClose: () => void;
  onChoose: (start: BookingStart) => void;
};

/** "40 minutes of endodontics with anyone, this week, in the afternoon, in that room": a click begins the booking there. */
export function FinderSheet({ doctors, rooms, onClose, onChoose }: FinderSheetProps) {
  const [treatments, setTreatments] = useState<BookedTreatment[]>([]);
  const [typed, setTyped] = useState<string | null>(null);
  const [doctorId, setDoctorId] = useState<number | null>(null);
  const [roomId, setRoomId] = useState<number | null>(null);
  const [when, setWhen] = useState<When>("pronto");
  const [part, setPart] = useState<Part>("ANY");
  const minutes = typed === null ? minutesOfTreatments(treatments) : Number(typed);
  const valid = Number.isInteger(minutes) && minutes >= SHORTEST && minutes <= LONGEST;
  const span = spanOf(when);
  const ids = treatments.map(({ treatment_id }) => treatment_id);
  const query = useQuery(
    foundSlotsQuery(
      valid
        ? {
            minutes,
            part,
            ...span,
            doctor_ids: doctorId ? String(doctorId) : undefined,
            room_id: roomId ?? undefined,
            treatment_ids: ids.length > 0 ? ids.join() : undefined,
          }
        : null,
    ),
  );
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState<string | null>(null);
  /** The hour is held from here on: nobody takes it while the rest is typed. */
  async function choose({ start_time, end_time, doctor, room }: FoundSlot) {
    if (busy) return;
    setBusy(true);
    try {
      const place = { doctor_id: doctor.id, room_id: room?.id ?? roomId ?? undefined, start_time, end_time };
      const held = await hold(client, { ...place, treatment_ids: ids });
      onChoose(startOf({ start_time, end_time, doctor, room }, held));
    } catch (error) {
      setBusy(false);
      setLost(isApiError(error, 409) ? `Otra persona tomó las ${timeOf(start_time)}` : messageOf(error));
      void query.refetch();
    }
  }
  const startOf = (slot: Pick<FoundSlot, "start_time" | "end_time" | "doctor" | "room">, held: Hold): BookingStart => ({
    day: dayOf(slot.start_time),
    time: timeOf(slot.start_time),
    minutes: minutesBetween(slot.start_time, slot.end_time),
    doctorId: slot.doctor.id,
    roomId: slot.room?.id ?? roomId ?? undefined,
    treatments,
    hold: held,
  });
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>Buscar hora</SheetTitle>
          <SheetDescription className="sr-only">Horas libres por duración, profesional y consultorio</SheetDescription>
        </SheetHeader>
        <SheetBody className="p-0">
          <div className="space-y-4 border-b border-border p-4 md:px-5">
            <div className="space-y-1.5">
              <Label htmlFor="hora-tratamiento">Tratamiento</Label>
              <TreatmentsField
                id="hora-tratamiento"
                value={treatments}
                onChange={(lines) => {
                  setTreatments(lines);
                  setTyped(null);
                }}
              />
            </div>
            <div className="grid grid-cols-[7rem_1fr] gap-3">
              <div className="space-y-1.5">
                <Label htmlFor="hora-minutos">Minutos</Label>
                <Input
                  id="hora-minutos"
                  inputMode="numeric"
                  className="tabular-nums"
                  value={typed ?? String(minutes)}
                  onChange={(event) => setTyped(event.target.value)}
                  aria-invalid={!valid || undefined}
                  aria-describedby={valid ? undefined : "hora-minutos-error"}
                />
              </div>
              <div className="space-y-1.5">
                <Label htmlFor="hora-consultorio">Consultorio</Label>
                <Select
                  value={roomId ? String(roomId) : NO_ROOM}
                  onValueChange={(id) => setRoomId(id === NO_ROOM ? null : Number(id))}
                >
                  <SelectTrigger id="hora-consultorio">
                    <SelectValue />
                  </SelectTrigger>
                  <SelectContent>
                    <SelectItem value={NO_ROOM}>Cualquiera</SelectItem>
                    {rooms
                      .filter(({ active }) => active)
                      .map(({ id, name }) => (
                        <SelectItem key={id} value={String(id)}>
                          {name}
                        </SelectItem>
                      ))}
                  </SelectContent>
                </Select>
              </div>
              {!valid && (
                <p id="hora-minutos-error" className="col-span-2 text-xs text-destructive">
                  Escriba entre {SHORTEST} y {LONGEST} minutos.
                </p>
              )}
            </div>
            <div className="space-y-1.5">
              <p id="hora-quien" className="text-sm font-medium">
                Con quién
              </p>
              <div role="group" aria-labelledby="hora-quien" className="flex flex-wrap gap-1.5">
                {[{ id: null, name: "Cualquiera" }, ...doctors].map(({ id, name }) => (
                  <button
                    key={id ?? "cualquiera"}
                    type="button"
                    aria-pressed={doctorId === id}
                    onClick={() => setDoctorId(id)}
                    className={cn(
                      "h-11 rounded-full border px-3 text-sm md:h-8",
                      doctorId === id
                        ? "border-primary bg-accent font-medium text-accent-foreground"
                        : "border-input hover:bg-accent",
                    )}
                  >
                    {name}
                  </button>
                ))}
              </div>
            </div>
            <div className="space-y-1.5">
              <p className="flex justify-between text-sm">
                <span className="font-medium">Cuándo</span>
                <span className="text-muted-foreground">{formatDateRange(span.from, span.to)}</span>
              </p>
              <div className="flex flex-wrap gap-2">
                <ToggleGroup
                  type="single"
                  value={when}
                  onValueChange={(value) => value && setWhen(value as When)}
                  aria-label="Días"
                >
                  <ToggleGroupItem value="pronto">Cuanto antes</ToggleGroupItem>
                  <ToggleGroupItem value="semana">Esta semana</ToggleGroupItem>
                  <ToggleGroupItem value="proxima">Próxima</ToggleGroupItem>
                </ToggleGroup>
                <ToggleGroup
                  type="single"
                  value={part}
                  onValueChange={(value) => value && setPart(value as Part)}
                  aria-label="Parte del día"
                >
                  <ToggleGroupItem value="ANY">Todo</ToggleGroupItem>
                  <ToggleGroupItem value="MORNING">Mañana</ToggleGroupItem>
                  <ToggleGroupItem value="AFTERNOON">Tarde</ToggleGroupItem>
                </ToggleGroup>
              </div>
            </div>
          </div>
          {lost && (
            <Alert variant="destructive" className="m-4 w-auto md:mx-5">
              {lost}
            </Alert>
          )}
          {query.isError ? (
            <ErrorState bare error={query.error} what="las horas libres" onRetry={() => void query.refetch()} />
          ) : query.data ? (
            <Found slots={query.data.data} onChoose={(slot) => void choose(slot)} />
          ) : (
            valid && <Skeleton className="m-4 h-40 w-auto" />
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function Found({ slots, onChoose }: { slots: readonly FoundSlot[]; onChoose: (slot: FoundSlot) => void }) {
  if (slots.length === 0)
    return (
      <EmptyState bare icon={CalendarSearch} title="No hay una hora así">
        Pruebe con otros días, todo el día o cualquier profesional.
      </EmptyState>
    );
  const days = [...new Set(slots.map(({ start_time }) => dayOf(start_time)))].sort();
  return days.map((day) => {
    const rows = slots
      .filter(({ start_time }) => dayOf(start_time) === day)
      .sort((a, b) => Number(b.best) - Number(a.best) || a.start_time.localeCompare(b.start_time));
    return (
      <section key={day} aria-label={formatLongDate(day)}>
        <h3 className="flex justify-between bg-muted px-4 py-2 text-sm font-medium md:px-5">
          {formatLongDate(day)}
          <span className="font-normal text-muted-foreground">{formatCount(rows.length, "opción", "opciones")}</span>
        </h3>
        <ul className="py-1">
          {rows.map((slot) => (
            <li key={`${slot.start_time} ${slot.doctor.id}`}>
              <Button
                variant="ghost"
                className="h-auto min-h-11 w-full justify-start gap-4 rounded-none px-4 py-2 text-left md:px-5"
                onClick={() => onChoose(slot)}
              >
                <span className="w-24 shrink-0 font-semibold tabular-nums">
                  {formatTimeRange(slot.start_time, slot.end_time)}
                </span>
                <span className="min-w-0 flex-1 truncate font-normal">{slot.doctor.name}</span>
                <Mark slot={slot} />
              </Button>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function Mark({ slot }: { slot: FoundSlot }) {
  const pieces = [slot.before_minutes, slot.after_minutes].filter((minutes) => minutes > 0);
  if (slot.best)
    return (
      <Badge>
        <CircleCheck aria-hidden />
        Mejor opción
      </Badge>
    );
  if (pieces.length === 0)
    return (
      <Badge variant="outline">
        <Puzzle aria-hidden />
        Encaja justo
      </Badge>
    );
  const least = Math.min(...pieces);
  if (least >= USEFUL) return null;
  return <span className="shrink-0 text-xs font-normal text-muted-foreground">Deja {formatDuration(least)}</span>;
}
