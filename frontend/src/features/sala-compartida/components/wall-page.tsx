"use client";

import { BellRing, Info, Volume2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { LinkedPage, type Linked } from "@/components/layout/linked-page";
import { Button } from "@/components/ui/button";
import { timeOf, today } from "@/lib/dates";
import { formatLongDate } from "@/lib/format";
import { ask } from "@/lib/http";
import { isApiError } from "@/lib/problem";

const SHARED = "/citas/shared/waiting-room";
const EVERY_MS = 5000;

export type Wall = {
  now: string;
  note: string | null;
  called_seconds: number;
  calls: { name: string; room: string | null; doctor: string; called_at: string }[];
  waiting: { name: string; doctor: string; minutes: number }[];
  waiting_total: number;
};

/** The screen on the wall: who is called, who waits. It needs no login and shows no surname. */
export function WallPage() {
  return (
    <LinkedPage<Wall> path={SHARED} title="Sala de espera" what="la sala">
      {(linked) => <Screen {...linked} />}
    </LinkedPage>
  );
}

function Screen({ shared, link, clinic, onChange }: Linked<Wall>) {
  const failed = useNews(link, onChange);
  const clock = useSecond();
  // By the service's clock: a television's may be wrong.
  const [answered, setAnswered] = useState({ wall: shared, at: clock });
  if (answered.wall !== shared) setAnswered({ wall: shared, at: clock });
  const now = Date.parse(shared.now) + (clock - answered.at);
  const [latest, ...before] = shared.calls;
  const calling = latest && now - Date.parse(latest.called_at) < shared.called_seconds * 1000 ? latest : null;
  const chime = useChime(calling?.called_at ?? null);
  const said = new Date(now);

  return (
    <main className="flex min-h-dvh flex-col gap-[2vw] bg-background leading-tight p-[3vw] text-foreground">
      <header className="flex flex-wrap items-baseline justify-between gap-4">
        <h1 className="text-[clamp(1.25rem,1.9vw,3rem)] font-semibold">{clinic?.name ?? "Sala de espera"}</h1>
        <p className="flex items-baseline gap-[1.5vw] text-[clamp(1rem,1.5vw,2.5rem)] text-muted-foreground">
          <span className="max-sm:hidden">{formatLongDate(today())}</span>
          <span className="text-[clamp(1.5rem,3vw,4.5rem)] font-semibold tabular-nums text-foreground">
            {timeOf(said)}
          </span>
        </p>
      </header>
      <div className="grid flex-1 grid-cols-1 gap-[2vw] lg:grid-cols-[minmax(0,1.05fr)_minmax(0,1fr)]">
        <Called call={calling} />
        <div className="flex flex-col gap-[1.6vw]">
          <List title="En espera" note="espera aproximada" empty="Nadie espera.">
            {shared.waiting.map((person, index) => (
              <Line
                key={index}
                name={person.name}
                middle={person.doctor}
                end={person.minutes === 0 ? "enseguida" : `${person.minutes} min`}
              />
            ))}
            {shared.waiting_total > shared.waiting.length && (
              <li className="px-[1.6vw] py-2 text-[clamp(0.875rem,1.2vw,2rem)] text-muted-foreground">
                y {shared.waiting_total - shared.waiting.length} más
              </li>
            )}
          </List>
          <List title="Últimos llamados" empty="Nadie fue llamado todavía.">
            {(calling ? before : shared.calls.slice(0, 3)).map((call) => (
              <Line
                key={call.called_at}
                name={call.name}
                middle={call.room ?? call.doctor}
                end={timeOf(call.called_at)}
              />
            ))}
          </List>
        </div>
      </div>
      <footer className="flex flex-wrap items-center gap-3 text-[clamp(0.875rem,1.3vw,2rem)] text-muted-foreground">
        {shared.note && (
          <p className="flex items-center gap-2">
            <Info aria-hidden className="size-[1.2em] shrink-0" />
            {shared.note}
          </p>
        )}
        <span className="ml-auto flex items-center gap-3">
          {!chime.on && (
            <Button variant="outline" onClick={chime.allow}>
              <Volume2 aria-hidden />
              Activar el sonido
            </Button>
          )}
          <span className="tabular-nums">
            {failed ? "Sin conexión desde las" : "Actualizado"} {timeOf(shared.now)}
          </span>
        </span>
      </footer>
    </main>
  );
}

function Called({ call }: { call: Wall["calls"][number] | null }) {
  return (
    <section
      aria-live="polite"
      aria-label="Llamado"
      className="flex min-h-[40vh] flex-col justify-between rounded-[1.4vw] bg-primary p-[3vw] text-primary-foreground"
    >
      {call ? (
        <>
          <p className="flex items-center gap-[1vw] text-[clamp(1.125rem,2vw,3rem)] font-medium">
            <BellRing aria-hidden className="size-[1.3em]" />
            Pase, por favor
          </p>
          <p className="break-words text-[clamp(3rem,8.5vw,12rem)] font-semibold leading-none tracking-title">
            {call.name}
          </p>
          <p className="flex flex-wrap gap-x-[4vw] gap-y-2 border-t border-primary-foreground/30 pt-[2vw] text-[clamp(1.25rem,2.6vw,4rem)] font-semibold">
            {call.room && <span>{call.room}</span>}
            <span className="min-w-0 break-words">{call.doctor}</span>
          </p>
        </>
      ) : (
        <p className="m-auto max-w-[20ch] text-center text-[clamp(1.5rem,3.2vw,5rem)] font-medium">
          Le llamaremos por su nombre. Gracias por esperar.
        </p>
      )}
    </section>
  );
}

function List({
  title,
  note,
  empty,
  children,
}: {
  title: string;
  note?: string;
  empty: string;
  children: React.ReactNode;
}) {
  const none = Array.isArray(children) && children.flat().filter(Boolean).length === 0;
  return (
    <section className="flex-1 rounded-[1.4vw] border border-border bg-card">
      <h2 className="flex items-baseline justify-between border-b border-border px-[1.6vw] py-[0.9vw] text-[clamp(1rem,1.5vw,2.5rem)] font-semibold">
        {title}
        {note && <span className="text-[0.8em] font-normal text-muted-foreground">{note}</span>}
      </h2>
      {none ? (
        <p className="px-[1.6vw] py-[1vw] text-[clamp(1rem,1.4vw,2.5rem)] text-muted-foreground">{empty}</p>
      ) : (
        <ul className="divide-y divide-border">{children}</ul>
      )}
    </section>
  );
}

function Line({ name, middle, end }: { name: string; middle: string; end: string }) {
  return (
    <li className="flex items-baseline gap-[1.5vw] px-[1.6vw] py-[0.9vw] text-[clamp(1rem,1.5vw,2.5rem)]">
      {/* Who is called must be read; with whom may be cut. */}
      <b className="max-w-[65%] shrink-0 grow truncate text-[1.3em] font-semibold">{name}</b>
      <span className="min-w-0 truncate text-muted-foreground">{middle}</span>
      <span className="min-w-[5ch] shrink-0 text-right tabular-nums text-muted-foreground">{end}</span>
    </li>
  );
}

/** Asks again and again; whether the last answer is missing. What is on the screen stays meanwhile. */
function useNews(link: string, onChange: (wall: Wall) => void) {
  const [failed, setFailed] = useState(false);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const leaving = new AbortController();
    const timer = setInterval(() => {
      void ask(SHARED, { link, signal: leaving.signal }).then(
        ({ body }) => {
          setFailed(false);
          latest.current(body as Wall);
        },
        (error: unknown) => {
          if (leaving.signal.aborted) return;
          // A link that was withdrawn shows nobody any more: the page says so when it opens again.
          if (isApiError(error, 410)) window.location.reload();
          setFailed(true);
        },
      );
    }, EVERY_MS);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, [link]);
  return failed;
}

function useSecond() {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Two soft notes for each new call. A browser plays nothing until somebody has pressed a button on the page. */
function useChime(call: string | null) {
  const [context, setContext] = useState<AudioContext | null>(null);
  const rung = useRef(call);
  useEffect(() => {
    if (call === rung.current) return;
    rung.current = call;
    if (call && context) ring(context);
  }, [call, context]);
  return {
    on: context !== null || typeof AudioContext === "undefined",
    allow: () => {
      const made = new AudioContext();
      ring(made);
      setContext(made);
    },
  };
}

function ring(context: AudioContext) {
  for (const [index, pitch] of [660, 880].entries()) {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const begins = context.currentTime + index * 0.35;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, begins);
    volume.gain.exponentialRampToValueAtTime(0.001, begins + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + 0.6);
  }
}
