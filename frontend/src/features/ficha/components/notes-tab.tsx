"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { FilePlus2, NotebookPen } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { appointmentQuery } from "@/entities/appointment/queries";
import type { Patient } from "@/entities/patient/schema";
import { evolutionPdf, noteQuery, notesQuery, visitNotesQuery } from "@/entities/record/queries";
import type { Diagnosis, Note } from "@/entities/record/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { draftOf } from "@/lib/drafts";
import { useCan, useMe } from "@/lib/session";
import { cn } from "@/lib/utils";
import { emptyNote } from "../forms";
import { draftKey } from "../use-note-draft";
import { visitSummary } from "../words";
import { LoadMore } from "./load-more";
import { HiddenNotes } from "./hidden-notes";
import { NoteCard } from "./note-card";
import { NoteEditor } from "./note-editor";
import { RowsSkeleton } from "./rows-skeleton";
import { ChairLinks } from "./chair-links";
import { VitalSignsCard } from "./vital-signs";

/** `?nota=nueva` writes, `?nota=12` goes on with that draft, `?cita=5` writes for that appointment. */
export function NotesTab({ patient }: { patient: Patient }) {
  const url = useUrlState();
  // Nothing is added to the record of whoever was erased.
  const canWrite = useCan("records:write") && !patient.erased_at;
  const pages = useInfiniteQuery(notesQuery(patient.id));
  // The note that the open editor created: its address changes, the editor stays.
  const [created, setCreated] = useState<number | null>(null);
  const { data, error, refetch } = pages;
  const notes = data?.pages.flatMap((page) => page.data) ?? [];

  const wanted = canWrite ? (url.get("nota") ?? (url.get("cita") ? "nueva" : null)) : null;
  const visitId = Number(url.get("cita")) || null;
  const isNew = wanted === "nueva" || (wanted !== null && Number(wanted) === created);
  const write = () => url.set({ nota: "nueva", cita: null });
  const edit = (note: Note) => url.set({ nota: note.id, cita: null });
  // What is measured while a draft is written hangs from it.
  const draftId =
    notes.find(({ id, status }) => String(id) === wanted && status === "DRAFT")?.id ?? (wanted ? created : null);
  const editor = {
    patient,
    earlier: earlierDiagnoses(notes),
    last: notes.find(({ status, supervision }) => status === "SIGNED" && !supervision?.returned) ?? null,
    onCreated: (note: Note) => {
      setCreated(note.id);
      url.set({ nota: note.id, cita: null });
    },
    onClose: () => {
      setCreated(null);
      url.set({ tab: "notas", nota: null, cita: null });
    },
  };
  const waiting = !wanted && draftOf(draftKey(patient.id)) !== undefined;

  return (
    <div
      className={cn(
        "grid grid-cols-[minmax(0,1fr)] items-start gap-4",
        wanted && "2xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]",
      )}
    >
      {wanted &&
        (isNew ? (
          <NewNote key="nueva" visitId={visitId} onDraft={edit} {...editor} />
        ) : (
          <OpenNote key={wanted} id={Number(wanted)} {...editor} />
        ))}
      {waiting && canWrite && (
        <Alert
          variant="warning"
          action={
            <Button variant="outline" size="xs" onClick={write}>
              Seguir escribiendo
            </Button>
          }
        >
          Hay una nota sin guardar en esta ventana.
        </Alert>
      )}
      <div className="min-w-0 space-y-4">
        <VitalSignsCard patientId={patient.id} noteId={draftId} />
        {draftId !== null && <ChairLinks patientId={patient.id} noteId={draftId} />}
        <HiddenNotes patientId={patient.id} />
        {!data ? (
          error ? (
            <ErrorState error={error} what="las notas" onRetry={() => void refetch()} />
          ) : (
            <RowsSkeleton label="las notas" />
          )
        ) : notes.length === 0 ? (
          !wanted && (
            <EmptyState
              icon={NotebookPen}
              title="Sin notas clínicas"
              action={canWrite && <Button onClick={write}>Escribir nota</Button>}
            >
              Aquí queda cada atención: motivo, hallazgos, diagnósticos y plan.
            </EmptyState>
          )
        ) : (
          <section aria-label="Notas" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
            <header className="flex min-h-12 items-center gap-3 border-b border-border px-4 py-2">
              <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">
                {wanted ? "Notas anteriores" : "Notas"}
              </h2>
              {!wanted && (
                <Button asChild variant="ghost" size="sm" className="max-sm:hidden">
                  <a href={evolutionPdf(patient.id)} target="_blank" rel="noreferrer">
                    Imprimir evolución
                  </a>
                </Button>
              )}
              {canWrite && !wanted && (
                <Button asChild variant="ghost" size="sm">
                  <Link href="/pacientes/plantillas/">Plantillas y frases</Link>
                </Button>
              )}
              {canWrite && !wanted && (
                <Button size="sm" onClick={write}>
                  <FilePlus2 aria-hidden />
                  Escribir nota
                </Button>
              )}
            </header>
            <div className="divide-y divide-border">
              {notes
                .filter(({ id }) => String(id) !== wanted)
                .map((note, index) => (
                  <NoteCard key={note.id} note={note} open={index === 0 && !wanted} onEdit={edit} />
                ))}
            </div>
            <LoadMore pages={pages} what="notas" />
          </section>
        )}
      </div>
    </div>
  );
}

type EditorProps = Omit<Parameters<typeof NoteEditor>[0], "note" | "initial">;

/** Goes on with a draft as it is on the server. */
function OpenNote({ id, ...editor }: EditorProps & { id: number }) {
  const me = useMe();
  const {
    data: note,
    error,
    refetch,
    isFetchedAfterMount,
  } = useQuery({ ...noteQuery(id), refetchOnWindowFocus: false });
  if (error && !note) return <ErrorState error={error} what="el borrador" onRetry={() => void refetch()} />;
  if (!note || !isFetchedAfterMount) return <RowsSkeleton label="el borrador" />;
  if (note.status === "SIGNED" || note.author.id !== String(me.id)) {
    return (
      <section aria-label="Nota" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
        <NoteCard note={note} open />
      </section>
    );
  }
  return <NoteEditor note={note} initial={emptyNote} {...editor} />;
}

/** Starts a note; for an appointment, with what is known of it, unless its draft was already begun. */
function NewNote({
  visitId,
  onDraft,
  ...editor
}: EditorProps & { visitId: number | null; onDraft: (note: Note) => void }) {
  const me = useMe();
  const maySee = useCan("appointments:read");
  // The appointment that this editor began with, whatever the address says later.
  const [visit] = useState(visitId);
  const begun = useQuery({ ...visitNotesQuery(visit ?? 0), enabled: visit !== null, staleTime: 0 });
  const appointment = useQuery({ ...appointmentQuery(visit ?? 0), enabled: visit !== null && maySee });
  if (visit === null) return <NoteEditor note={null} initial={emptyNote} {...editor} />;
  if (begun.isPending || (maySee && appointment.isPending)) return <RowsSkeleton label="la cita" />;

  const mine = begun.data?.find((note) => note.status === "DRAFT" && note.author.id === String(me.id));
  if (mine && visitId !== null) return <Begun onContinue={() => onDraft(mine)} />;
  // The editor says when the appointment is somebody else's: nothing of it enters this note.
  const known = appointment.data?.patient.id === editor.patient.id ? appointment.data : null;
  const reason = known ? (known.reason ?? (known.treatments.length > 0 ? visitSummary(known) : "")) : "";
  return <NoteEditor note={null} initial={{ ...emptyNote, appointment_id: String(visit), reason }} {...editor} />;
}

function Begun({ onContinue }: { onContinue: () => void }) {
  return (
    <Alert
      action={
        <Button variant="outline" size="xs" autoFocus onClick={onContinue}>
          Seguir escribiendo
        </Button>
      }
    >
      Usted ya empezó una nota de esta cita.
    </Alert>
  );
}

/** What the patient was diagnosed before, each code once, the latest words for it. */
function earlierDiagnoses(notes: readonly Note[]): Diagnosis[] {
  const byCode = new Map<string, Diagnosis>();
  for (const diagnosis of notes.flatMap((note) => note.diagnoses)) {
    if (!byCode.has(diagnosis.code)) byCode.set(diagnosis.code, diagnosis);
  }
  return [...byCode.values()];
}
