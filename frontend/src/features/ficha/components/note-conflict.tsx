import { OtherWindow } from "@/components/patterns/other-window";
import type { Note } from "@/entities/record/schema";
import { formatTime } from "@/lib/format";
import { NoteText } from "./note-text";

type NoteConflictProps = { theirs: Note; onKeepMine: () => void; onTakeTheirs: () => void };

/** A draft of a note, written in two windows. */
export function NoteConflict({ theirs, ...choices }: NoteConflictProps) {
  return (
    <OtherWindow
      title={`Este borrador también se guardó en otra ventana, a las ${formatTime(theirs.updated_at)}.`}
      version={theirs.version}
      className="mb-4"
      {...choices}
    >
      <NoteText note={theirs} withReason />
    </OtherWindow>
  );
}
