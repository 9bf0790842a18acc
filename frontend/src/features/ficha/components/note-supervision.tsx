"use client";

import { ArrowLeftRight, BadgeCheck, CornerUpLeft, Undo2, UserPen } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { authorsQuery } from "@/entities/person/queries";
import type { Note } from "@/entities/record/schema";
import { formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan, useMe } from "@/lib/session";
import { announce, notifyError } from "@/lib/toast";
import { useChooseSupervisor, useHandOver, useTakeBack } from "../api";

const CosignDialog = lazy(() => import("./supervision-dialogs").then((file) => file.CosignDialog));
const ReturnDialog = lazy(() => import("./supervision-dialogs").then((file) => file.ReturnDialog));
const PersonDialog = lazy(() => import("./supervision-dialogs").then((file) => file.PersonDialog));

export function WaitsBadge({ note }: { note: Note }) {
  if (note.supervision?.returned) return <Badge variant="danger">Devuelta</Badge>;
  const waits = note.status === "SIGNED" && note.supervision && !note.supervision.cosigned_by;
  return waits ? <Badge variant="warning">Espera refrendo</Badge> : null;
}

/** What is to be mended in a note that was sent back, said where it is written again. */
export function RedraftOf({ note }: { note: Note }) {
  const me = String(useMe().id);
  if (!note.redraft_of) return null;
  const { by, at, reason } = note.redraft_of;
  return (
    <Alert className="mb-4">
      {by.id === me ? "Usted devolvió" : `${by.name} devolvió`} la nota para que se corrija, {formatDateTime(at)}:{" "}
      <span className="whitespace-pre-line break-words font-medium">{reason}</span>
    </Alert>
  );
}

/** Who co-signs a signed note, or did; who sent it back. */
export function NoteSupervision({ note }: { note: Note }) {
  const me = String(useMe().id);
  const cosigns = useCan("records:cosign");
  const writes = useCan("records:write");
  const choose = useChooseSupervisor(note.id);
  const [asking, setAsking] = useState<"cosign" | "return" | "supervisor" | null>(null);
  const { supervision, author } = note;
  if (!supervision) return null;
  const { supervisor, cosigned_by: cosignedBy, cosigned_at: at, remark, returned } = supervision;
  if (returned)
    return (
      <div className="border-t border-border pt-3 text-sm">
        <p className="flex items-center gap-1.5 text-muted-foreground">
          <CornerUpLeft className="size-4 shrink-0 text-danger" aria-hidden />
          {returned.by.id === me ? "Usted la devolvió" : `La devolvió ${returned.by.name}`} sin refrendo,{" "}
          {formatDateTime(returned.at)}
        </p>
        <p className="mt-1 whitespace-pre-line break-words">{returned.reason}</p>
        <p className="mt-1 text-muted-foreground">No vale: {author.name} la escribe de nuevo en otra nota.</p>
      </div>
    );
  if (cosignedBy)
    return (
      <div className="border-t border-border pt-3 text-sm">
        <p className="flex items-center gap-1.5 text-muted-foreground">
          <BadgeCheck className="size-4 shrink-0 text-success" aria-hidden />
          Refrendada por {cosignedBy.name}
          {at && `, ${formatDateTime(at)}`}
        </p>
        {remark && <p className="mt-1 whitespace-pre-line break-words">{remark}</p>}
      </div>
    );
  const mayCosign = cosigns && me !== author.id;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-border pt-3 text-sm">
      <p className="min-w-0 flex-1 basis-56 text-muted-foreground">
        Espera que la refrende {supervisor.id === me ? "usted" : supervisor.name}.
      </p>
      {mayCosign && (
        <Button size="sm" onClick={() => setAsking("cosign")}>
          <BadgeCheck aria-hidden />
          Refrendar
        </Button>
      )}
      {mayCosign && (
        <Button variant="outline" size="sm" onClick={() => setAsking("return")}>
          <CornerUpLeft aria-hidden />
          Devolver
        </Button>
      )}
      {writes && (mayCosign || me === author.id) && (
        <Button variant="ghost" size="sm" onClick={() => setAsking("supervisor")}>
          <UserPen aria-hidden />
          Que la refrende otra persona
        </Button>
      )}
      {asking === "cosign" && <CosignDialog note={note} onClose={() => setAsking(null)} />}
      {asking === "return" && <ReturnDialog note={note} onClose={() => setAsking(null)} />}
      {asking === "supervisor" && (
        <PersonDialog
          name="supervisor_id"
          label="Quién refrenda"
          title="Cambiar quién refrenda la nota"
          description="La nota queda como está; cambia a quién espera."
          submitLabel="Cambiar"
          chosen={Number(supervisor.id)}
          only={({ id, supervises }) => supervises && String(id) !== author.id}
          onSubmit={async (id) => {
            await choose.mutateAsync(id);
            announce("Cambiado quién refrenda la nota");
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}

/** A draft changes hands; what was given by mistake comes back while nobody wrote on. */
export function DraftHandover({ note }: { note: Note }) {
  const me = String(useMe().id);
  const forOthers = useCan("restrictions:write");
  const handOver = useHandOver(note);
  const takeBack = useTakeBack(note.id);
  const [asking, setAsking] = useState(false);
  const last = note.handovers?.at(-1);
  const mine = note.author.id === me;
  const returnable = last && !mine && (last.from.id === me || last.by.id === me) && last.note_version === note.version;
  return (
    <>
      {(mine || forOthers) && (
        <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
          <ArrowLeftRight aria-hidden />
          Pasar a un colega
        </Button>
      )}
      {returnable && (
        <Button
          variant="outline"
          size="sm"
          loading={takeBack.isPending}
          onClick={() => void takeBack.mutateAsync().then(() => announce("Borrador recuperado"), notifyError)}
        >
          <Undo2 aria-hidden />
          Recuperar
        </Button>
      )}
      {last && (
        <p className="text-xs text-muted-foreground">
          {last.from.name} se lo pasó a {last.to.id === me ? "usted" : last.to.name}, {formatDateTime(last.at)}
        </p>
      )}
      {asking && (
        <PersonDialog
          name="to_id"
          label="A quién"
          title="Pasar el borrador a un colega"
          description="Desde ahora lo escribe y lo firma esa persona, con su nombre. Mientras no lo cambie, usted puede recuperarlo."
          submitLabel="Pasar borrador"
          among={authorsQuery}
          only={({ id }) => String(id) !== note.author.id}
          onSubmit={async (id) => {
            const given = await handOver.mutateAsync(id);
            announce(`El borrador es ahora de ${given.to.name}`);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
