"use client";

import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { restrictedNotesQuery } from "@/entities/record/restrictions";
import type { Note } from "@/entities/record/schema";
import { formatTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan, useMe } from "@/lib/session";
import { announce, notifyError } from "@/lib/toast";
import { useLiftRestriction } from "../api";

const RestrictDialog = lazy(() => import("./restrict-dialog").then((file) => file.RestrictDialog));

function useRestriction(note: Note) {
  const { data } = useQuery(restrictedNotesQuery(note.patient_id));
  return data?.find(({ note_id }) => note_id === note.id);
}

export function RestrictedBadge({ note }: { note: Note }) {
  return useRestriction(note) ? (
    <Badge variant="warning" icon={EyeOff}>
      Restringida
    </Badge>
  ) : null;
}

/** Who reads the note, said and decided by its author, or by who may decide for others. */
export function NoteReaders({ note }: { note: Note }) {
  const restriction = useRestriction(note);
  const mine = String(useMe().id) === note.author.id;
  const forOthers = useCan("restrictions:write");
  const writes = useCan("records:write");
  const lift = useLiftRestriction(note.id);
  const [asking, setAsking] = useState(false);
  const decides = writes && (mine || forOthers);
  if (!decides && !restriction) return null;
  const { roles, open_until: openUntil } = restriction ?? {};
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-border pt-3 text-sm">
      <p className="min-w-0 flex-1 basis-56 text-muted-foreground">
        {!roles
          ? "La leen todos los que leen notas."
          : roles.length > 0
            ? `Solo la leen ${mine ? "usted" : note.author.name} y los roles: ${roles.join(", ")}.`
            : `Solo la lee ${mine ? "usted, que la escribió" : note.author.name}.`}
        {openUntil && ` Usted la abrió con un motivo y la lee hasta las ${formatTime(openUntil)}.`}
      </p>
      {decides && (
        <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
          <EyeOff aria-hidden />
          {roles ? "Cambiar quién la lee" : "Restringir"}
        </Button>
      )}
      {decides && roles && (
        <Button
          variant="ghost"
          size="sm"
          loading={lift.isPending}
          onClick={() =>
            void lift.mutateAsync().then(() => announce("La nota la leen todos los que leen notas"), notifyError)
          }
        >
          Levantar
        </Button>
      )}
      {asking && <RestrictDialog note={note} roles={roles ?? []} onClose={() => setAsking(false)} />}
    </div>
  );
}
