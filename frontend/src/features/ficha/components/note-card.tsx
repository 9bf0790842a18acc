"use client";

import { ChevronDown, FilePlus2, Lock, Pencil, Printer, Send } from "lucide-react";
import { useState } from "react";
import { StateBadge } from "@/components/patterns/status-badge";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "@/components/ui/collapsible";
import { Hint } from "@/components/ui/tooltip";
import { notePdf } from "@/entities/record/queries";
import type { Note } from "@/entities/record/schema";
import { formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan, useMe } from "@/lib/session";
import { AddendumForm } from "./addendum-form";
import { NoteText } from "./note-text";
import { NoteReaders, RestrictedBadge } from "./note-readers";
import { DraftHandover, NoteSupervision, RedraftOf, WaitsBadge } from "./note-supervision";
import { SignsOfNote } from "./vital-signs";
import { ToProblems } from "./to-problems";

const ControlsOfNote = lazy(() =>
  import("@/entities/orthodontics/controls-of-note").then((file) => file.ControlsOfNote),
);
const ReferralSheet = lazy(() => import("./referral-sheet").then((file) => file.ReferralSheet));

type NoteCardProps = { note: Note; open?: boolean; onEdit?: (note: Note) => void };

/** One note in the record: its head always, its text when it is opened. */
export function NoteCard({ note, open: startsOpen = false, onEdit }: NoteCardProps) {
  const [open, setOpen] = useState(startsOpen);
  const canWrite = useCan("records:write");
  return (
    <Collapsible open={open} onOpenChange={setOpen} asChild>
      <article aria-label={note.reason}>
        <CollapsibleTrigger className="group flex min-h-16 w-full items-center gap-3 px-4 py-2.5 text-left hover:bg-muted/60 focus-visible:ring-inset">
          <span className="min-w-0 flex-1">
            <span className="block break-words text-base font-medium">{note.reason}</span>
            <span className="mt-0.5 block text-xs text-muted-foreground">
              {note.author.name} · {formatDateTime(note.paper?.attended_at ?? note.signed_at ?? note.created_at)}
              {note.paper && " · escrita en papel"}
            </span>
          </span>
          <RestrictedBadge note={note} />
          <WaitsBadge note={note} />
          <StateBadge state={note.status} />
          <ChevronDown
            className="size-4 shrink-0 text-muted-foreground transition-transform duration-160 group-data-[state=open]:rotate-180"
            aria-hidden
          />
        </CollapsibleTrigger>
        <CollapsibleContent>
          <div className="space-y-4 px-4 pb-4 pt-1">
            <SignsOfNote patientId={note.patient_id} noteId={note.id} />
            <ControlsOfNote patientId={note.patient_id} noteId={note.id} />
            <NoteText
              note={note}
              action={
                canWrite && !note.supervision?.returned
                  ? (diagnosis) => <ToProblems patientId={note.patient_id} diagnosis={diagnosis} />
                  : undefined
              }
            />
            {note.status === "SIGNED" ? <Signed note={note} /> : <Draft note={note} onEdit={onEdit} />}
            {note.status === "SIGNED" && <NoteSupervision note={note} />}
            <NoteReaders note={note} />
          </div>
        </CollapsibleContent>
      </article>
    </Collapsible>
  );
}

function Draft({ note, onEdit }: { note: Note; onEdit?: (note: Note) => void }) {
  const canWrite = useCan("records:write");
  const mine = String(useMe().id) === note.author.id;
  return (
    <>
      <RedraftOf note={note} />
      {!mine && <Alert>Es un borrador de {note.author.name}: solo quien lo escribe lo cambia o lo firma.</Alert>}
      {canWrite && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          {mine && onEdit && (
            <Button variant="outline" size="sm" onClick={() => onEdit(note)}>
              <Pencil aria-hidden />
              Seguir escribiendo
            </Button>
          )}
          <DraftHandover note={note} />
        </div>
      )}
    </>
  );
}

function Signed({ note }: { note: Note }) {
  const canWrite = useCan("records:write");
  const [adding, setAdding] = useState(false);
  const canRefer = useCan("records:sign");
  const [referring, setReferring] = useState(false);
  return (
    <>
      {note.addenda.length > 0 && (
        <ul aria-label="Adendas" className="space-y-2.5 border-l-2 border-border pl-3.5">
          {note.addenda.map((addendum) => (
            <li key={addendum.id}>
              <p className="text-xs text-muted-foreground">
                Adenda de {addendum.author.name}, {formatDateTime(addendum.created_at)}
              </p>
              <p className="mt-0.5 whitespace-pre-line break-words text-base">{addendum.text}</p>
            </li>
          ))}
        </ul>
      )}
      {referring && <ReferralSheet noteId={note.id} onClose={() => setReferring(false)} />}
      {adding && <AddendumForm noteId={note.id} onClose={() => setAdding(false)} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {canWrite && !adding && !note.supervision?.returned && (
          <Button variant="outline" size="sm" onClick={() => setAdding(true)}>
            <FilePlus2 aria-hidden />
            Agregar adenda
          </Button>
        )}
        <Button variant="outline" size="sm" asChild>
          <a href={notePdf(note.id)} target="_blank" rel="noreferrer">
            <Printer aria-hidden />
            Imprimir
          </a>
        </Button>
        {canRefer && !note.supervision?.returned && (
          <Button variant="outline" size="sm" onClick={() => setReferring(true)}>
            <Send aria-hidden />
            Referir
          </Button>
        )}
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs text-muted-foreground">
          <Lock className="size-3.5 shrink-0" aria-hidden />
          {note.signed_by && note.signed_at && (
            <>
              Firmada por {note.signed_by.name}, {formatDateTime(note.signed_at)}
            </>
          )}
          {note.content_sha256 && (
            <Hint
              text={<span className="break-all">Huella del contenido firmado (SHA-256): {note.content_sha256}</span>}
            >
              <button type="button" className="rounded-sm font-mono underline decoration-dotted underline-offset-2">
                {note.content_sha256.slice(0, 12)}
              </button>
            </Hint>
          )}
        </p>
      </div>
    </>
  );
}
