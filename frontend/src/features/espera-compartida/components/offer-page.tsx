"use client";

import { CircleCheck, CircleSlash2 } from "lucide-react";
import { useState } from "react";
import { CenteredCard } from "@/components/layout/centered-card";
import { LinkedPage } from "@/components/layout/linked-page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { formatLongDate, formatTime } from "@/lib/format";
import { ask } from "@/lib/http";
import { messageOf } from "@/lib/problem";

const SHARED = "/citas/shared/waitlist-offer";

type Shared = {
  name: string;
  doctor: string;
  start_time: string;
  end_time: string;
  expires_at: string;
  state: "OPEN" | "ACCEPTED" | "DECLINED" | "LOST" | "WITHDRAWN" | "EXPIRED";
};

const OVER: Record<Exclude<Shared["state"], "OPEN" | "ACCEPTED">, { title: string; text: string }> = {
  LOST: { title: "Esa hora ya no está", text: "La tomó otra persona. Usted sigue en la lista: le avisaremos." },
  DECLINED: { title: "Gracias por avisar", text: "Usted sigue en la lista: le avisaremos de la próxima hora." },
  WITHDRAWN: { title: "Esta oferta se retiró", text: "Si tiene una duda, llame a la clínica." },
  EXPIRED: { title: "Venció el plazo", text: "Usted sigue en la lista: le avisaremos de la próxima hora." },
};

/** Whoever waits accepts a freed hour on their own phone, by its link, without entering. */
export function OfferPage() {
  return (
    <LinkedPage<Shared> path={SHARED} title="Una hora antes" what="la hora">
      {({ shared, link, clinic, onChange }) => {
        if (shared.state === "ACCEPTED")
          return (
            <CenteredCard title={`Le esperamos, ${shared.name}`} clinic={clinic}>
              <Said good>La hora es suya. Si no puede venir, avise a la clínica.</Said>
              <Hour shared={shared} />
            </CenteredCard>
          );
        if (shared.state !== "OPEN")
          return (
            <CenteredCard title={OVER[shared.state].title} clinic={clinic}>
              <Said>{OVER[shared.state].text}</Said>
            </CenteredCard>
          );
        return (
          <CenteredCard
            title="¿Puede venir antes?"
            subtitle={`Hola, ${shared.name}. Se liberó esta hora.`}
            clinic={clinic}
            footer={`Vence a las ${formatTime(shared.expires_at)}. La primera persona que acepta se la queda.`}
          >
            <Hour shared={shared} />
            <Answering link={link} onAnswered={onChange} />
          </CenteredCard>
        );
      }}
    </LinkedPage>
  );
}

function Said({ good, children }: { good?: boolean; children: React.ReactNode }) {
  const Icon = good ? CircleCheck : CircleSlash2;
  return (
    <p role="status" className="flex gap-3 text-base">
      <Icon className={`mt-0.5 size-5 shrink-0 ${good ? "text-success" : "text-muted-foreground"}`} aria-hidden />
      <span>{children}</span>
    </p>
  );
}

function Hour({ shared }: { shared: Shared }) {
  return (
    <div className="mt-4 space-y-1 rounded-lg border border-border p-4 first:mt-0">
      <p className="text-3xl font-semibold tabular-nums">{formatTime(shared.start_time)}</p>
      <p className="text-base">{formatLongDate(shared.start_time)}</p>
      <p className="text-sm text-muted-foreground">
        Con {shared.doctor}, hasta las {formatTime(shared.end_time)}
      </p>
    </div>
  );
}

function Answering({ link, onAnswered }: { link: string; onAnswered: (shared: Shared) => void }) {
  const [sending, setSending] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function send(accept: boolean) {
    if (sending !== null) return;
    setSending(accept);
    setProblem(null);
    try {
      const { body } = await ask(SHARED, { method: "POST", body: { accept }, link });
      onAnswered(body as Shared);
    } catch (error) {
      setProblem(messageOf(error));
    }
    setSending(null);
  }
  return (
    <div className="mt-4 space-y-2.5">
      {problem && <Alert variant="destructive">{problem}</Alert>}
      <Button className="h-12 w-full text-base" loading={sending === true} onClick={() => void send(true)}>
        Sí, la tomo
      </Button>
      <Button
        variant="outline"
        className="h-12 w-full text-base"
        loading={sending === false}
        onClick={() => void send(false)}
      >
        No puedo
      </Button>
    </div>
  );
}
