"use client";

import { ChevronLeft, LoaderCircle, Timer } from "lucide-react";
import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useClinicAtTheDoor } from "@/hooks/use-clinic-at-the-door";
import { formatMoney, formatLongDate, formatTimeRange } from "@/lib/format";
import { isApiError, messageOf } from "@/lib/problem";
import {
  get,
  holdTime,
  post,
  proveAhead,
  type Booked,
  type FreeTime,
  type Held,
  type OnlinePage as Page,
  type Treatment,
} from "../online";
import { Frame } from "./frame";
import { HourStep } from "./hour-step";
import { Outcome, Summary, TITLES } from "./outcome";
import { CodeStep, NOBODY, PersonStep } from "./person-step";
import { TreatmentStep, Urgent } from "./treatment-step";

const SECOND = 1000;

/** Treatment, hour, person, code: somebody books on their own phone, without entering. */
export function OnlinePage() {
  const clinic = useClinicAtTheDoor();
  const { page, problem, closed, retry } = usePage();
  const { step, goTo } = useSteps();
  const [treatment, setTreatment] = useState<Treatment | null>(null);
  const [time, setTime] = useState<FreeTime | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const [holding, setHolding] = useState(false);
  const [lost, setLost] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const [person, setPerson] = useState(NOBODY);
  const [booked, setBooked] = useState<Booked | null>(null);

  // Whoever goes back gives the hour back.
  const left = held !== null && step < 3 && !booked;
  useEffect(() => {
    if (!left || !held) return;
    void post("returns", { ticket: held.ticket }).catch(() => undefined);
    setHeld(null);
    setAsked((times) => times + 1);
  }, [left, held]);

  if (closed)
    return (
      <Frame clinic={clinic} title="La clínica no recibe reservas en línea">
        <p className="text-muted-foreground">Pida su cita a la clínica, por teléfono o en persona.</p>
      </Frame>
    );
  if (problem)
    return (
      <Frame clinic={clinic} title="No se puede reservar ahora">
        <Alert variant="destructive">{problem}</Alert>
        <Button variant="outline" className="h-11" onClick={retry}>
          Reintentar
        </Button>
      </Frame>
    );
  if (booked)
    return (
      <Frame clinic={clinic} title={TITLES[booked.state]}>
        <Outcome booked={booked} />
        <p className="text-sm text-muted-foreground">
          Le escribimos a {person.email} con un enlace para cambiarla o cancelarla.
        </p>
      </Frame>
    );
  if (!page || step === 1 || !treatment)
    return (
      <Frame clinic={clinic} title="¿Qué necesita?" step={1} footer={page && <Urgent phone={page.phone} />}>
        {page ? (
          <TreatmentStep
            page={page}
            onChoose={(chosen) => {
              setTreatment(chosen);
              setTime(null);
              setLost(null);
              proveAhead();
              goTo(2);
            }}
          />
        ) : (
          <p role="status" aria-label="Cargando" className="flex h-40 items-center justify-center">
            <LoaderCircle aria-hidden className="size-5 animate-spin text-muted-foreground" />
          </p>
        )}
      </Frame>
    );

  async function hold() {
    if (!time || holding) return;
    setHolding(true);
    setLost(null);
    try {
      setHeld(await holdTime(treatment!.id, time));
      goTo(3);
    } catch (error) {
      setLost(messageOf(error));
      setTime(null);
      setAsked(asked + 1);
    }
    setHolding(false);
  }

  if (step === 2 || !held)
    return (
      <Frame
        clinic={clinic}
        title="Elija el día y la hora"
        step={2}
        back={<Back onBack={() => window.history.back()}>{treatment.name}</Back>}
        footer={
          time && (
            <>
              <p className="text-sm">
                {formatLongDate(time.start_time)}, {formatTimeRange(time.start_time, time.end_time)}{" "}
                <span className="text-muted-foreground">con {time.doctor.name}</span>
              </p>
              <Button className="h-12 w-full text-base" loading={holding} onClick={() => void hold()}>
                Continuar
              </Button>
            </>
          )
        }
      >
        {lost && <Alert variant="destructive">{lost}</Alert>}
        <HourStep page={page} treatmentId={treatment.id} chosen={time} onChoose={setTime} asked={asked} />
      </Frame>
    );

  const giveUp = (why: string) => {
    setLost(why);
    setHeld(null);
    setTime(null);
    setAsked(asked + 1);
    goTo(2);
  };
  return (
    <Frame
      clinic={clinic}
      title={step === 4 ? "Confirme su correo" : "Sus datos"}
      step={3}
      notice={<Kept until={held.expires_at} />}
      back={<Back onBack={() => window.history.back()}>{step === 4 ? "Sus datos" : "Otra hora"}</Back>}
    >
      <Summary
        start={held.start_time}
        end={held.end_time}
        what={`${treatment.name} · ${held.doctor.name}`}
        price={formatMoney(treatment.price)}
      />
      {step === 4 ? (
        <CodeStep ticket={held.ticket} email={person.email} onDone={setBooked} onAgain={() => window.history.back()} />
      ) : (
        <PersonStep ticket={held.ticket} person={person} onChange={setPerson} onSent={() => goTo(4)} onLost={giveUp} />
      )}
      {page.cancel_minutes > 0 && (
        <p className="text-center text-sm text-muted-foreground">
          Puede cambiarla o cancelarla hasta {Math.round(page.cancel_minutes / 60)} h antes.
        </p>
      )}
    </Frame>
  );
}

function usePage() {
  const [page, setPage] = useState<Page | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // Not published: nothing failed, and asking again would not help.
  const [closed, setClosed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void get<Page>("", undefined, leaving.signal).then(
      (body) => {
        setPage(body);
        setProblem(null);
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        if (isApiError(error, 404)) setClosed(true);
        else setProblem(messageOf(error));
      },
    );
    return () => leaving.abort();
  }, [tries]);
  return {
    page,
    problem,
    closed,
    retry: () => {
      setProblem(null);
      setTries(tries + 1);
    },
  };
}

const stepIn = (search: string) => Number(new URLSearchParams(search).get("paso") ?? 1);

/** The step is in the address, so that a phone's own way back goes one step back. */
function useSteps() {
  const [step, setStep] = useState(1);
  useEffect(() => {
    const follow = () => setStep(stepIn(window.location.search));
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);
  return {
    step,
    goTo: (next: number) => {
      window.history.pushState(null, "", `?paso=${next}`);
      setStep(next);
    },
  };
}

function Back({ onBack, children }: { onBack: () => void; children: React.ReactNode }) {
  return (
    <button type="button" onClick={onBack} className="-ml-1 flex min-h-11 items-center gap-1 text-base text-primary">
      <ChevronLeft aria-hidden className="size-5" />
      <span className="sr-only">Volver a </span>
      {children}
    </button>
  );
}

/** How long the hour is still kept. */
function Kept({ until }: { until: string | null }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(clock);
  }, []);
  const left = until ? Math.max(Math.ceil((Date.parse(until) - now) / SECOND), 0) : 0;
  return (
    <p className="flex items-center gap-2 border-t border-border bg-accent px-4 py-2.5 text-sm text-accent-foreground">
      <Timer aria-hidden className="size-4" />
      <span className="flex-1">{left > 0 ? "Guardamos su hora mientras termina" : "Su hora ya no está guardada"}</span>
      {left > 0 && (
        <span aria-hidden className="font-semibold tabular-nums">
          {Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}
        </span>
      )}
    </p>
  );
}
