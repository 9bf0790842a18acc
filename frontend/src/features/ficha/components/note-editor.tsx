"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarDays, PenLine, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { TextField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Hint } from "@/components/ui/tooltip";
import { appointmentQuery } from "@/entities/appointment/queries";
import type { Diagnosis, Note, Part } from "@/entities/record/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { formatCount, formatDateTime } from "@/lib/format";
import { ApiError, isApiError } from "@/lib/problem";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useSignNote } from "../api";
import { faultOf, toNoteBody, type NoteInput } from "../forms";
import { useNoteDraft } from "../use-note-draft";
import { visitSummary } from "../words";
import { BroughtText } from "./brought-text";
import { DiagnosesField } from "./diagnoses-field";
import { NOTE_PARTS } from "./note-text";
import { PhraseArea } from "./phrase-area";
import { TemplateChoice, TemplateFields, useTemplateFields } from "./template-fields";
import { VisitField } from "./visit-field";
import { NoteConflict } from "./note-conflict";
import { RedraftOf } from "./note-supervision";
import { SaveStatus } from "./save-status";

const SignSupervised = lazy(() => import("./supervision-dialogs").then((file) => file.SignSupervised));

type EditorProps = {
  patient: { id: number; full_name: string };
  note: Note | null;
  initial: NoteInput;
  earlier: readonly Diagnosis[];
  /** The last one that was signed: its texts can be brought here. */
  last: Note | null;
  onCreated: (note: Note) => void;
  onClose: () => void;
};

/** Writes a draft. It saves itself; signing is the one thing that cannot be taken back. */
export function NoteEditor({ patient, note, initial, earlier, last, onCreated, onClose }: EditorProps) {
  const canSign = useCan("records:sign");
  const signsAlone = useCan("records:cosign");
  const sign = useSignNote();
  const draft = useNoteDraft({ patientId: patient.id, note, initial, onCreated, onLeaving: (go) => void leaveFor(go) });
  const { form, state } = draft;
  const [signing, setSigning] = useState(false);
  const [checked, setChecked] = useState(false);
  const fields = useTemplateFields(form, draft.note);
  const unread = toNoteBody(form.watch()).brought.filter(({ reviewed }) => !reviewed).length;
  const [leaving, setLeaving] = useState<{ why: string; go: () => void } | null>(null);

  async function leaveFor(go: () => void) {
    const ask = (why: string) => setLeaving({ why, go });
    if (draft.waiting > 0) {
      void form.trigger("diagnoses");
      return ask("Hay un diagnóstico sin completar, que no se guarda hasta que tenga código y descripción.");
    }
    try {
      await draft.flush();
    } catch {
      return ask(
        state.kind === "needs-reason" || !form.getValues("reason").trim()
          ? "Sin el motivo, el borrador no se guarda en el servidor: quedaría solo en esta ventana."
          : "El borrador no se pudo guardar en el servidor: quedaría solo en esta ventana, hasta que la recargue.",
      );
    }
    go();
    void draft.refresh();
  }

  async function askToSign() {
    setChecked(true);
    if (!(await form.trigger(undefined, { shouldFocus: true }))) return;
    const values = form.getValues("form")?.values ?? {};
    const wrong = fields.find((field) => faultOf(field, values[field.key]));
    if (wrong) return document.querySelector<HTMLElement>(`[data-template-field="${wrong.key}"]`)?.focus();
    if (unread > 0) return document.querySelector<HTMLElement>("[data-unread] button")?.focus();
    setSigning(true);
  }

  /** `before` is done to the saved draft: who does not sign alone chooses there who co-signs. */
  async function signSaved(before?: (saved: Note) => Promise<unknown>) {
    try {
      const saved = await draft.flush();
      await before?.(saved!);
      await sign.mutateAsync(saved!);
    } catch (error) {
      if (isApiError(error) && error.status !== 412) throw error;
      await draft.recheck();
      throw new ApiError({
        type: "about:blank",
        status: 409,
        title: "El borrador también se guardó en otra ventana. Elija cuál versión queda y vuelva a firmar.",
      });
    }
  }

  function signed() {
    announce("Nota firmada");
    draft.forget();
    onClose();
  }

  useHotkey("mod+s", () => void draft.flush().catch(() => undefined));
  useHotkey("mod+enter", () => void askToSign(), { enabled: canSign });

  return (
    <section aria-label={note ? "Borrador" : "Nota nueva"} className="rounded-xl border border-border bg-card shadow-1">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
        <h2 className="text-lg font-semibold tracking-[-0.01em]">{draft.note ? "Borrador" : "Nota nueva"}</h2>
        <TemplateChoice form={form} note={draft.note} />
        <VisitOf
          id={form.getValues("appointment_id")}
          patientId={patient.id}
          onRemove={() => form.setValue("appointment_id", "", { shouldDirty: true })}
        />
      </header>
      <div className="border-t border-border p-4">
        {draft.note && <RedraftOf note={draft.note} />}
        {state.kind === "conflict" && (
          <NoteConflict
            theirs={state.theirs}
            onKeepMine={draft.keepMine}
            onTakeTheirs={() => draft.takeTheirs(state.theirs)}
          />
        )}
        <FormShell guarded form={form} onSubmit={() => draft.flush().catch(() => undefined)}>
          <TextField
            control={form.control}
            name="reason"
            label="Motivo de consulta"
            maxLength={500}
            autoComplete="off"
            autoFocus={!note}
          />
          <TemplateFields form={form} fields={fields} checked={checked} />
          <div className="grid gap-x-3 gap-y-4 lg:grid-cols-2">
            {NOTE_PARTS.map(([name, label]) => (
              <div key={name} className="min-w-0 space-y-1.5">
                <PhraseArea control={form.control} name={name} label={label} hint={HINTS[name]} />
                <BroughtText form={form} part={name} last={last} />
              </div>
            ))}
          </div>
          <VisitField control={form.control} />
          <DiagnosesField form={form} earlier={earlier} />
        </FormShell>
      </div>
      <footer
        data-toasts-above
        className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 flex flex-wrap items-center gap-2 rounded-b-xl border-t border-border bg-card px-4 py-2.5 md:bottom-0"
      >
        {leaving ? (
          <LeaveQuestion text={leaving.why} onStay={() => setLeaving(null)} onLeave={leaving.go} />
        ) : (
          <>
            <div className="min-w-0 basis-full sm:flex-1 sm:basis-0">
              <SaveStatus
                state={state}
                waiting={draft.waiting}
                onRetry={draft.retry}
                onComplete={() => void form.trigger("diagnoses", { shouldFocus: true })}
              />
            </div>
            {unread > 0 && (
              <p role="status" className="text-sm text-warning-fg">
                {formatCount(unread, "texto traído", "textos traídos")} sin revisar
              </p>
            )}
            <Button variant="outline" className="flex-1 sm:flex-none" onClick={() => void leaveFor(onClose)}>
              Cerrar
            </Button>
            {canSign && (
              <Button className="flex-1 sm:flex-none" onClick={() => void askToSign()}>
                <PenLine aria-hidden />
                Firmar nota<Kbd inverse>Ctrl ↵</Kbd>
              </Button>
            )}
          </>
        )}
      </footer>
      <ConfirmDialog
        open={signing && signsAlone}
        onOpenChange={setSigning}
        destructive={false}
        title={`Firmar la nota de ${patient.full_name}`}
        description="Al firmarla queda cerrada: nadie podrá cambiarla ni borrarla, tampoco usted. Lo que haga falta corregir se agrega después como adenda, con su nombre y la hora."
        confirmLabel="Firmar nota"
        cancelLabel="Seguir editando"
        onConfirm={async () => {
          await signSaved();
          signed();
        }}
      />
      {signing && !signsAlone && (
        <SignSupervised
          who={patient.full_name}
          authorId={draft.note?.author.id}
          chosen={draft.note?.supervision?.supervisor.id}
          sign={signSaved}
          onSigned={signed}
          onClose={() => setSigning(false)}
        />
      )}
    </section>
  );
}

const HINTS: Partial<Record<Part, string>> = {
  subjective: "Lo que refiere el paciente.",
  objective: "Lo que se encuentra al examinar.",
};

/** The appointment that the note is written for. */
function VisitOf({ id, patientId, onRemove }: { id: string; patientId: number; onRemove: () => void }) {
  const mayAsk = useCan("appointments:read");
  const { data: visit } = useQuery({ ...appointmentQuery(Number(id)), enabled: mayAsk && id !== "" });
  if (!id) return null;
  if (visit && visit.patient.id !== patientId) {
    return (
      <Alert
        variant="destructive"
        className="w-full"
        action={
          <Button variant="outline" size="xs" onClick={onRemove}>
            Quitar la cita
          </Button>
        }
      >
        Esa cita es de otro paciente: la nota no se puede guardar con ella.
      </Alert>
    );
  }
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-sm text-muted-foreground">
      <CalendarDays className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 truncate">
        {visit ? `Cita del ${formatDateTime(visit.start_time)} · ${visitSummary(visit)}` : `Cita n.º ${id}`}
      </span>
      <Hint text="Escribir la nota sin la cita">
        <Button
          variant="ghost"
          size="icon-xs"
          className="shrink-0 text-muted-foreground"
          aria-label="Escribir la nota sin la cita"
          onClick={onRemove}
        >
          <X aria-hidden />
        </Button>
      </Hint>
    </p>
  );
}

function LeaveQuestion({ text, onStay, onLeave }: { text: ReactNode; onStay: () => void; onLeave: () => void }) {
  return (
    <div
      role="alertdialog"
      aria-label="Nota sin guardar"
      className="flex w-full flex-wrap items-center justify-end gap-2"
    >
      <p className="min-w-52 flex-1 text-sm">{text}</p>
      <Button variant="ghost" onClick={onLeave}>
        Cerrar así
      </Button>
      <Button autoFocus onClick={onStay}>
        Seguir editando
      </Button>
    </div>
  );
}
