import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { Diagnosis, Note } from "@/entities/record/schema";
import { formatDate } from "@/lib/format";
import { FilledForm } from "./filled-form";
import { certaintyOf, VISIT_LABEL } from "@/entities/record/words";

export const NOTE_PARTS = [
  ["subjective", "Subjetivo"],
  ["objective", "Objetivo"],
  ["assessment", "Análisis"],
  ["plan", "Plan"],
] as const;

type NoteTextProps = {
  note: Note;
  withReason?: boolean;
  /** What may be done with one of its diagnoses. */
  action?: (diagnosis: Diagnosis) => ReactNode;
};

/** What a note says. Its text is shown as it was written. */
export function NoteText({ note, withReason, action }: NoteTextProps) {
  const parts = NOTE_PARTS.filter(([name]) => note[name]);
  return (
    <div className="space-y-3 text-base">
      {withReason && <p className="font-medium">{note.reason}</p>}
      {note.visit && <p className="text-sm text-muted-foreground">{VISIT_LABEL[note.visit]} atención por esta causa</p>}
      {note.diagnoses.length > 0 && (
        <ul aria-label="Diagnósticos" className="space-y-1">
          {note.diagnoses.map((diagnosis) => (
            <li key={diagnosis.code} className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="w-12 shrink-0 font-mono text-sm">{diagnosis.code}</span>
              <span className="min-w-0 break-words">{diagnosis.description}</span>
              <Badge variant={diagnosis.kind === "DEFINITIVE" ? "accent" : "outline"}>{certaintyOf(diagnosis)}</Badge>
              {action?.(diagnosis)}
            </li>
          ))}
        </ul>
      )}
      {note.form && <FilledForm form={note.form} />}
      {parts.length > 0 && (
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {parts.map(([name, label]) => (
            <div key={name} className="min-w-0">
              <dt className="text-xs text-muted-foreground">{label}</dt>
              <dd className="mt-0.5 whitespace-pre-line break-words">{note[name]}</dd>
              {note.brought
                ?.filter(({ part }) => part === name)
                .map((one) => (
                  <dd key={one.text} className="mt-1 border-l-[3px] border-dotted border-border pl-2 text-xs">
                    <span className="text-muted-foreground">
                      Traído de la nota del {formatDate(one.signed_on)}
                      {one.reviewed ? "" : ", sin revisar"}: {one.text}
                    </span>
                  </dd>
                ))}
            </div>
          ))}
        </dl>
      )}
      {parts.length === 0 && note.diagnoses.length === 0 && !note.form && (
        <p className="text-sm text-muted-foreground">Solo tiene el motivo.</p>
      )}
    </div>
  );
}
