import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Note } from "@/entities/record/schema";
import { formatTime } from "@/lib/format";
import { NoteText } from "./note-text";

type NoteConflictProps = { theirs: Note; onKeepMine: () => void; onTakeTheirs: () => void };

/** The same draft, written in two windows: its author says which text stays. */
export function NoteConflict({ theirs, onKeepMine, onTakeTheirs }: NoteConflictProps) {
  return (
    <Alert variant="warning" className="mb-4">
      <AlertTitle>Este borrador también se guardó en otra ventana, a las {formatTime(theirs.updated_at)}.</AlertTitle>
      <AlertDescription>
        Lo que usted escribió aquí sigue abajo. Elija cuál queda; la otra versión se reemplaza.
      </AlertDescription>
      <details className="mt-2">
        <summary className="cursor-pointer rounded-sm font-medium">Ver lo que se guardó en la otra ventana</summary>
        <div className="mt-2 max-h-56 overflow-y-auto rounded-md bg-card p-3 text-foreground">
          <NoteText note={theirs} withReason />
        </div>
      </details>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button variant="outline" size="sm" onClick={onKeepMine}>
          Dejar lo de aquí
        </Button>
        <Button variant="outline" size="sm" onClick={onTakeTheirs}>
          Usar la otra versión
        </Button>
      </div>
    </Alert>
  );
}
