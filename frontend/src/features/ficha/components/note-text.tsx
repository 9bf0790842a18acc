import { Badge } from "@/components/ui/badge";
import type { Note } from "@/entities/record/schema";

export const NOTE_PARTS = [
  ["subjective", "Subjetivo"],
  ["objective", "Objetivo"],
  ["assessment", "Análisis"],
  ["plan", "Plan"],
] as const;

/** What a note says. Its text is shown as it was written. */
export function NoteText({ note, withReason }: { note: Note; withReason?: boolean }) {
  const parts = NOTE_PARTS.filter(([name]) => note[name]);
  return (
    <div className="space-y-3 text-base">
      {withReason && <p className="font-medium">{note.reason}</p>}
      {note.diagnoses.length > 0 && (
        <ul aria-label="Diagnósticos" className="space-y-1">
          {note.diagnoses.map(({ code, description, kind }) => (
            <li key={code} className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="w-12 shrink-0 font-mono text-sm">{code}</span>
              <span className="min-w-0 break-words">{description}</span>
              <Badge variant={kind === "DEFINITIVE" ? "accent" : "outline"}>
                {kind === "DEFINITIVE" ? "Definitivo" : "Presuntivo"}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {parts.length > 0 && (
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {parts.map(([name, label]) => (
            <div key={name} className="min-w-0">
              <dt className="text-xs text-muted-foreground">{label}</dt>
              <dd className="mt-0.5 whitespace-pre-line break-words">{note[name]}</dd>
            </div>
          ))}
        </dl>
      )}
      {parts.length === 0 && note.diagnoses.length === 0 && (
        <p className="text-sm text-muted-foreground">Solo tiene el motivo.</p>
      )}
    </div>
  );
}
