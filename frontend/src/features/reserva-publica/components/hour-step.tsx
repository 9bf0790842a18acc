"use client";

import { ChevronLeft, ChevronRight, LoaderCircle } from "lucide-react";
import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { addDays, dayOf, timeOf } from "@/lib/dates";
import { formatCount, formatLongDate, formatWeekday } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { cn } from "@/lib/utils";
import { get, type FreeTime, type OnlinePage } from "../online";

const AT_ONCE = 7;
const NOON = "12:00";

type HourStepProps = {
  page: OnlinePage;
  treatmentId: number;
  chosen: FreeTime | null;
  onChoose: (time: FreeTime | null) => void;
  /** Rises when an hour was lost: they are asked for again. */
  asked: number;
};

/** With whom, on which day, at what hour: only hours that exist are shown. */
export function HourStep({ page, treatmentId, chosen, onChoose, asked }: HourStepProps) {
  const [doctorId, setDoctorId] = useState<number | null>(null);
  const [first, setFirst] = useState(page.today);
  const [day, setDay] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const [found, setFound] = useState<{ key: string; times: FreeTime[] } | { key: string; problem: string } | null>(
    null,
  );
  const key = `${treatmentId} ${doctorId} ${first} ${asked} ${tries}`;
  const days = Array.from({ length: AT_ONCE }, (_, index) => addDays(first, index));
  const last = addDays(page.today, page.horizon_days);

  useEffect(() => {
    const leaving = new AbortController();
    const span = { from: first, to: addDays(first, AT_ONCE - 1) };
    void get<{ data: FreeTime[] }>(
      "/times",
      { treatment_id: treatmentId, doctor_id: doctorId ?? undefined, ...span },
      leaving.signal,
    ).then(
      ({ data }) => setFound({ key, times: data }),
      (error: unknown) => leaving.signal.aborted || setFound({ key, problem: messageOf(error) }),
    );
    return () => leaving.abort();
  }, [key, treatmentId, doctorId, first]);

  const current = found?.key === key ? found : null;
  const times = current && "times" in current ? current.times : [];
  const open = new Set(times.map(({ start_time }) => dayOf(start_time)));
  const shown = day && days.includes(day) && open.has(day) ? day : (days.find((each) => open.has(each)) ?? null);
  const ofDay = times.filter(({ start_time }) => dayOf(start_time) === shown);
  const parts = [
    { name: "Mañana", rows: ofDay.filter(({ start_time }) => timeOf(start_time) < NOON) },
    { name: "Tarde", rows: ofDay.filter(({ start_time }) => timeOf(start_time) >= NOON) },
  ];
  const turn = (to: string) => {
    setFirst(to);
    setDay(null);
    onChoose(null);
  };
  return (
    <>
      {page.doctors.length > 1 && (
        <div role="group" aria-label="Con quién" className="flex flex-wrap gap-2">
          {[{ id: null, name: "Cualquiera" }, ...page.doctors].map(({ id, name }) => (
            <button
              key={id ?? 0}
              type="button"
              aria-pressed={doctorId === id}
              onClick={() => {
                setDoctorId(id);
                onChoose(null);
              }}
              className={cn(
                "h-11 rounded-full border px-4 text-sm",
                doctorId === id
                  ? "border-primary bg-accent font-medium text-accent-foreground"
                  : "border-input bg-card",
              )}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      <div className="flex items-stretch gap-1 border-b border-border pb-3">
        <Turn name="Días anteriores" disabled={first <= page.today} onClick={() => turn(addDays(first, -AT_ONCE))}>
          <ChevronLeft aria-hidden />
        </Turn>
        <div role="group" aria-label="Día" className="grid flex-1 grid-cols-7">
          {days.map((each) => (
            <button
              key={each}
              type="button"
              disabled={!open.has(each)}
              aria-pressed={each === shown}
              aria-label={formatLongDate(each)}
              onClick={() => {
                setDay(each);
                onChoose(null);
              }}
              className={cn(
                "flex h-14 flex-col items-center justify-center rounded-lg text-base font-semibold tabular-nums",
                each === shown && "bg-primary text-primary-foreground",
                !open.has(each) && "font-normal text-muted-foreground line-through",
              )}
            >
              <span className="text-xs font-normal lowercase">{formatWeekday(each)}</span>
              {Number(each.slice(8))}
            </button>
          ))}
        </div>
        <Turn
          name="Días siguientes"
          disabled={addDays(first, AT_ONCE) > last}
          onClick={() => turn(addDays(first, AT_ONCE))}
        >
          <ChevronRight aria-hidden />
        </Turn>
      </div>
      <div aria-live="polite" className="space-y-4">
        {!current && (
          <p role="status" aria-label="Buscando horas" className="flex h-32 items-center justify-center">
            <LoaderCircle aria-hidden className="size-5 animate-spin text-muted-foreground" />
          </p>
        )}
        {current && "problem" in current && (
          <>
            <Alert variant="destructive">{current.problem}</Alert>
            <Button variant="outline" className="h-11" onClick={() => setTries(tries + 1)}>
              Reintentar
            </Button>
          </>
        )}
        {current && "times" in current && !shown && (
          <p>No hay horas libres en estos días. Mire los siguientes o elija a cualquiera.</p>
        )}
        {shown && (
          <p className="font-medium">
            {formatLongDate(shown)}
            <span className="sr-only">, {formatCount(ofDay.length, "hora libre", "horas libres")}</span>
          </p>
        )}
        {parts.map(
          ({ name, rows }) =>
            rows.length > 0 && (
              <section key={name} aria-label={name} className="space-y-2">
                <h2 className="text-sm text-muted-foreground">{name}</h2>
                <div className="grid grid-cols-3 gap-2">
                  {rows.map((time) => {
                    const is = chosen?.start_time === time.start_time;
                    return (
                      <button
                        key={time.start_time}
                        type="button"
                        aria-pressed={is}
                        onClick={() => onChoose(time)}
                        className={cn(
                          "h-12 rounded-md border text-base tabular-nums",
                          is
                            ? "border-primary bg-primary font-semibold text-primary-foreground"
                            : "border-input bg-card hover:bg-accent",
                        )}
                      >
                        {timeOf(time.start_time)}
                      </button>
                    );
                  })}
                </div>
              </section>
            ),
        )}
      </div>
    </>
  );
}

function Turn({ name, ...button }: { name: string } & React.ComponentProps<"button">) {
  return (
    <button
      type="button"
      aria-label={name}
      className="grid w-8 shrink-0 place-items-center rounded-md disabled:opacity-30 [&_svg]:size-5"
      {...button}
    />
  );
}
