"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarPlus, Clock, Mail, MessageCircle, Phone, RotateCcw, UserX } from "lucide-react";
import { useState } from "react";
import { Can } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { patientPath } from "@/config/navigation";
import { recallsQuery, type Recall, type RecallView } from "@/entities/reminder/recalls";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate, formatDateTime, formatPhone } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { useRecallAct, type RecallAct } from "../recalls";
import { DismissDialog, SnoozeDialog, WriteDialog } from "./recall-dialogs";

const VIEWS: Record<string, RecallView> = { despues: "SNOOZED", descartadas: "DISMISSED" };
const EMPTY: Record<RecallView, [title: string, why: string]> = {
  DUE: [
    "Nadie por llamar",
    "Las reglas de «Cada cuánto vuelven», en «Reglas y textos», dicen a quién le toca otra vez.",
  ],
  SNOOZED: ["Nadie para después", "Aquí espera, hasta su día, a quien usted deje para después."],
  DISMISSED: ["Ninguna descartada", "Quien se descarta vuelve a la lista cuando se le hace otra vez el tratamiento."],
};
const HOW = {
  CALL: "Se le llamó",
  WHATSAPP: "Se le escribió por WhatsApp",
  MAIL: "Se le escribió por correo",
} as const;

type Asked = { recall: Recall; what: "write" | "snooze" | "dismiss" };

/** Who is due again for a treatment and has no visit to come for it, from who waits longest. */
export function RecallsSection() {
  const url = useUrlState();
  const show = VIEWS[url.get("lista") ?? ""] ?? "DUE";
  const query = useInfiniteQuery(recallsQuery(show, null));
  const [asked, setAsked] = useState<Asked | null>(null);
  const rows = query.data?.pages.flatMap(({ data }) => data);
  const close = () => setAsked(null);
  return (
    <div className="space-y-3">
      <ToggleGroup
        type="single"
        value={url.get("lista") ?? "ahora"}
        onValueChange={(view) => view && url.set({ lista: view in VIEWS ? view : null })}
        aria-label="Cuáles"
      >
        <ToggleGroupItem value="ahora">Ahora</ToggleGroupItem>
        <ToggleGroupItem value="despues">Para después</ToggleGroupItem>
        <ToggleGroupItem value="descartadas">Descartadas</ToggleGroupItem>
      </ToggleGroup>
      {query.isError ? (
        <ErrorState error={query.error} what="a quién llamar" onRetry={() => void query.refetch()} />
      ) : !rows ? (
        <Skeleton className="h-40 w-full rounded-xl" />
      ) : rows.length === 0 ? (
        <EmptyState icon={Phone} title={EMPTY[show][0]}>
          {EMPTY[show][1]}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-card shadow-1">
          {rows.map((recall) => (
            <RecallRow key={recall.id} recall={recall} onAsk={(what) => setAsked({ recall, what })} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="outline" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Ver más
        </Button>
      )}
      {asked?.what === "write" && <WriteDialog recall={asked.recall} onClose={close} />}
      {asked?.what === "snooze" && <SnoozeDialog recall={asked.recall} onClose={close} />}
      {asked?.what === "dismiss" && <DismissDialog recall={asked.recall} onClose={close} />}
    </div>
  );
}

function RecallRow({ recall, onAsk }: { recall: Recall; onAsk: (what: Asked["what"]) => void }) {
  const act = useRecallAct();
  const { patient, rule } = recall;
  const done = (one: RecallAct, said: string) =>
    void act.mutateAsync({ recall, ...one }).then(
      () => notify(said),
      (error: unknown) => notifyError(error),
    );
  const open = recall.state === "OPEN" && !recall.snoozed_until;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64 space-y-0.5">
        <p className="flex flex-wrap items-center gap-2">
          <Link href={patientPath(patient.id)} className="font-medium hover:underline">
            {patient.name}
          </Link>
          {recall.prefers && (
            <Badge variant="outline" shape="chip">
              Prefiere {recall.prefers === "MAIL" ? "correo" : "WhatsApp"}
            </Badge>
          )}
        </p>
        <p className="text-sm text-muted-foreground">
          {rule.name} · última vez {formatDate(recall.last_visit_at)} · le toca desde {formatDate(recall.due_on)}
        </p>
        {recall.contacted_how && (
          <p className="text-xs text-muted-foreground">
            {HOW[recall.contacted_how]} {formatDateTime(recall.contacted_at!)}, {recall.contacted_by}
          </p>
        )}
        {recall.reason && (
          <p className="break-words text-xs">
            {recall.snoozed_until ? `Hasta el ${formatDate(recall.snoozed_until)}` : "Descartada"}: {recall.reason}
          </p>
        )}
      </div>
      <Can permission="appointments:write">
        <div className="flex flex-wrap gap-1.5">
          {recall.reason && (
            <Button
              variant="ghost"
              size="sm"
              aria-label={`Devolver a la lista a ${patient.name}`}
              onClick={() => done({ what: "restore" }, `${patient.name} está otra vez en la lista`)}
            >
              <RotateCcw aria-hidden />
              Devolver a la lista
            </Button>
          )}
          {open && (
            <>
              {patient.phone && (
                <Button variant="outline" size="sm" asChild>
                  <a
                    href={`tel:${patient.phone.split(";")[0]}`}
                    aria-label={`Llamar a ${patient.name}, ${formatPhone(patient.phone)}`}
                    onClick={() =>
                      done({ what: "contacted", body: { how: "CALL" } }, `Anotado: se llamó a ${patient.name}`)
                    }
                  >
                    <Phone aria-hidden />
                    Llamar
                  </a>
                </Button>
              )}
              <Button
                variant="outline"
                size="sm"
                aria-label={`Escribir a ${patient.name}`}
                onClick={() => onAsk("write")}
              >
                {recall.prefers === "MAIL" ? <Mail aria-hidden /> : <MessageCircle aria-hidden />}
                Escribir
              </Button>
              <Button variant="outline" size="sm" asChild>
                <Link href={bookAgainPath(recall)} aria-label={`Agendar a ${patient.name}`}>
                  <CalendarPlus aria-hidden />
                  Agendar
                </Link>
              </Button>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Dejar para después a ${patient.name}`}
                onClick={() => onAsk("snooze")}
              >
                <Clock aria-hidden />
              </Button>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Descartar a ${patient.name}`}
                onClick={() => onAsk("dismiss")}
              >
                <UserX aria-hidden />
              </Button>
            </>
          )}
        </div>
      </Can>
    </li>
  );
}

/** The sheet of the agenda, with the patient and what is done again. */
const bookAgainPath = ({ patient, treatment_id }: Recall) =>
  `/agenda/?nuevo=1&paciente=${patient.id}${treatment_id ? `&item=t${treatment_id}` : ""}`;
