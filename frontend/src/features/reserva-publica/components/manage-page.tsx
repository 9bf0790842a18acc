"use client";

import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { LinkedPage, type Linked } from "@/components/layout/linked-page";
import { formatLongDate, formatTimeRange } from "@/lib/format";
import { ask } from "@/lib/http";
import { messageOf } from "@/lib/problem";
import { get, type Booked, type FreeTime, type OnlinePage } from "../online";
import { Frame } from "./frame";
import { HourStep } from "./hour-step";
import { Outcome, TITLES } from "./outcome";

const SHARED = "/citas/shared/self-booking";

/** Whoever booked online changes or cancels it by the link of their letter. */
export function ManagePage() {
  return (
    <LinkedPage<Booked> path={SHARED} title="Su hora" what="su hora">
      {(linked) => <Managed {...linked} />}
    </LinkedPage>
  );
}

function Managed({ shared, link, clinic, onChange }: Linked<Booked>) {
  const [task, setTask] = useState<"see" | "move" | "cancel">("see");
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(path: string, body: unknown) {
    if (sending) return;
    setSending(true);
    setProblem(null);
    try {
      onChange((await ask(`${SHARED}/${path}`, { method: "POST", body, link })).body as Booked);
      setTask("see");
    } catch (error) {
      setProblem(messageOf(error));
    }
    setSending(false);
  }

  const failure = problem && <Alert variant="destructive">{problem}</Alert>;
  if (task === "move")
    return (
      <Moving
        shared={shared}
        clinic={clinic}
        failure={failure}
        sending={sending}
        onMove={({ doctor, start_time }) => void send("move", { doctor_id: doctor.id, start_time })}
        onBack={() => setTask("see")}
      />
    );
  if (task === "cancel")
    return (
      <Frame clinic={clinic} title="¿Cancelar su hora?">
        {failure}
        <p>
          {formatLongDate(shared.start_time)}, {formatTimeRange(shared.start_time, shared.end_time)}. Otra persona podrá
          tomarla.
        </p>
        <div className="space-y-2.5">
          <Button variant="outline" className="h-12 w-full text-base" onClick={() => setTask("see")}>
            Conservar
          </Button>
          <Button
            variant="destructive"
            className="h-12 w-full text-base"
            loading={sending}
            onClick={() => void send("cancel", {})}
          >
            Cancelar la hora
          </Button>
        </div>
      </Frame>
    );
  return (
    <Frame clinic={clinic} title={TITLES[shared.state]}>
      {failure}
      <Outcome booked={shared} />
      {shared.changeable ? (
        <div className="space-y-2.5">
          <Button variant="outline" className="h-12 w-full text-base" onClick={() => setTask("move")}>
            Cambiar de hora
          </Button>
          <Button variant="ghost" className="h-12 w-full text-base text-destructive" onClick={() => setTask("cancel")}>
            Cancelar la hora
          </Button>
        </div>
      ) : (
        ["BOOKED", "REQUESTED"].includes(shared.state) && (
          <p className="text-sm text-muted-foreground">Falta poco: para cambiarla o cancelarla, llame a la clínica.</p>
        )
      )}
    </Frame>
  );
}

type MovingProps = Pick<Linked<Booked>, "shared" | "clinic"> & {
  failure: React.ReactNode;
  sending: boolean;
  onMove: (time: FreeTime) => void;
  onBack: () => void;
};

function Moving({ shared, clinic, failure, sending, onMove, onBack }: MovingProps) {
  const [page, setPage] = useState<OnlinePage | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [time, setTime] = useState<FreeTime | null>(null);
  useEffect(() => {
    void get<OnlinePage>("").then(setPage, (error: unknown) => setSaid(messageOf(error)));
  }, []);
  return (
    <Frame
      clinic={clinic}
      title="Elija otra hora"
      footer={
        <div className="grid grid-cols-2 gap-2">
          <Button variant="outline" className="h-12 text-base" onClick={onBack}>
            Volver
          </Button>
          <Button className="h-12 text-base" disabled={!time} loading={sending} onClick={() => time && onMove(time)}>
            Cambiar
          </Button>
        </div>
      }
    >
      <p className="text-sm text-muted-foreground">Su hora sigue en pie hasta que elija la nueva.</p>
      {failure}
      {said && <Alert variant="destructive">{said}</Alert>}
      {page && (
        <HourStep
          page={page}
          treatmentId={shared.treatment_id}
          chosen={time}
          onChoose={setTime}
          asked={failure ? 1 : 0}
        />
      )}
    </Frame>
  );
}
