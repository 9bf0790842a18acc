"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, ListFilter } from "lucide-react";
import { CopyButton } from "@/components/patterns/copy-button";
import { DetailList } from "@/components/patterns/detail-list";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { serviceLabel } from "@/config/services";
import { entryQuery } from "@/entities/log/queries";
import type { Entry } from "@/entities/log/schema";
import { ThingLink } from "@/entities/log/thing";
import { useTitle } from "@/hooks/use-title";
import { eventLabel } from "@/lib/events";
import { useCan } from "@/lib/session";
import { momentOf } from "../words";
import { EntryData } from "./entry-data";
import { LevelBadge } from "./level-badge";

type EntrySheetProps = {
  id: number | null;
  /** The rows on screen: the neighbours, and the entry itself without asking again. */
  known?: Entry[];
  onOpen: (id: number) => void;
  onClose: () => void;
  onFilter: (change: Record<string, string | null>) => void;
};

export function EntrySheet({ id, known = [], onOpen, onClose, onFilter }: EntrySheetProps) {
  const place = known.findIndex((entry) => entry.id === id);
  const newer = known[place - 1];
  const older = place >= 0 ? known[place + 1] : undefined;
  return (
    <Sheet open={id !== null} onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        {id !== null && <EntryBody id={id} known={known[place]} onFilter={onFilter} />}
        {place >= 0 && (
          <SheetFooter>
            <Button variant="outline" disabled={!newer} onClick={() => newer && onOpen(newer.id)}>
              <ChevronUp aria-hidden />
              Más nueva
            </Button>
            <Button variant="outline" disabled={!older} onClick={() => older && onOpen(older.id)}>
              <ChevronDown aria-hidden />
              Más antigua
            </Button>
          </SheetFooter>
        )}
      </SheetContent>
    </Sheet>
  );
}

function EntryBody({ id, known, onFilter }: { id: number; known?: Entry } & Pick<EntrySheetProps, "onFilter">) {
  const { data: entry, error, refetch } = useQuery({ ...entryQuery(id), initialData: known });
  const seesPatients = useCan("patients:read");
  useTitle(`Entrada ${id} · Registro`);
  if (!entry) {
    return (
      <>
        <SheetHeader>
          <SheetTitle>Entrada {id}</SheetTitle>
        </SheetHeader>
        <SheetBody>
          {error ? (
            <ErrorState bare error={error} what="la entrada" onRetry={() => void refetch()} />
          ) : (
            <div className="space-y-3">
              <Skeleton className="w-3/4" />
              <Skeleton className="w-1/2" />
              <Skeleton className="h-32 w-full" />
            </div>
          )}
        </SheetBody>
      </>
    );
  }

  const { day, time } = momentOf(entry.occurred_at);
  const { user, patient_id: patient, request_id: request } = entry;
  return (
    <>
      <SheetHeader>
        <SheetTitle>{entry.message}</SheetTitle>
        <SheetDescription className="tabular-nums">
          {day}, {time}
        </SheetDescription>
      </SheetHeader>
      <SheetBody className="space-y-5">
        <DetailList
          columns={2}
          items={[
            {
              label: "Quién",
              value: user ? (
                <Narrow text={user.name ?? user.id} onClick={() => onFilter({ user_id: user.id })} />
              ) : (
                "El sistema"
              ),
            },
            { label: "Con el rol", value: user?.role },
            { label: "Desde", value: entry.ip && <span className="font-mono text-xs">{entry.ip}</span> },
            { label: "Nivel", value: <LevelBadge level={entry.level} /> },
            {
              label: "Tipo",
              value: (
                <>
                  {eventLabel(entry.type)}{" "}
                  <code className="block font-mono text-xs font-normal text-muted-foreground">{entry.type}</code>
                </>
              ),
            },
            { label: "Servicio", value: serviceLabel(entry.service) },
            { label: "Sobre", value: <ThingLink aggregate={entry.aggregate} /> },
            {
              label: "Paciente",
              value: patient && (seesPatients ? <ThingLink aggregate={`patient:${patient}`} /> : `n.º ${patient}`),
            },
          ]}
        />
        {request && (
          <div className="text-sm">
            <p className="text-xs text-muted-foreground">Solicitud</p>
            <p className="mt-0.5 flex items-center gap-1">
              <code className="min-w-0 break-all font-mono text-xs">{request}</code>
              <CopyButton iconOnly variant="ghost" text={request} label="Copiar el código de la solicitud" />
            </p>
            <Button
              variant="outline"
              size="sm"
              className="mt-2"
              onClick={() => onFilter({ ...NOTHING, request_id: request })}
            >
              <ListFilter aria-hidden />
              Ver todo lo de esta solicitud
            </Button>
          </div>
        )}
        <EntryData data={entry.data} />
      </SheetBody>
    </>
  );
}

// A request is looked at whole: other filters would hide a part of it.
const NOTHING = {
  service: null,
  level: null,
  type: null,
  user_id: null,
  patient_id: null,
  from: null,
  to: null,
  search: null,
};

function Narrow({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      title={`Ver solo lo de ${text}`}
      className="rounded-sm text-left text-primary underline-offset-4 hover:underline"
    >
      {text}
    </button>
  );
}
