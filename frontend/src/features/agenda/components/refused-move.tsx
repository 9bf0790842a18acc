"use client";

import { useId, useState } from "react";
import { ReasonQuestion } from "@/components/form/close-question";
import { useCloseGuard, type CloseGuard } from "@/components/form/use-close-guard";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { FreeSlot } from "@/entities/appointment/schema";
import { dayOf } from "@/lib/dates";
import { stayInField } from "@/lib/focusable";
import { formatTimeRange } from "@/lib/format";
import { useCan } from "@/lib/session";
import { changeOf, type Overbooking, type RefusedMove } from "../use-moves";
import { clashSentences, NextSlots, overbookable } from "@/entities/appointment/clash";

type RefusedMoveDialogProps = {
  refused: RefusedMove | null;
  onClose: () => void;
  onChoose: (slot: FreeSlot) => void;
  onOverbook: (how: Overbooking) => Promise<unknown>;
};

/** Why a move was put back, the next free hours, and the overbooking for who may. */
export function RefusedMoveDialog({ refused, onClose, onChoose, onOverbook }: RefusedMoveDialogProps) {
  const [reason, setReason] = useState("");
  // Another move that is refused has another reason.
  const [of, setOf] = useState(refused);
  if (refused !== of) {
    setOf(refused);
    setReason("");
  }
  const guard = useCloseGuard({
    open: refused !== null,
    dirty: reason.trim() !== "",
    close: onClose,
    reset: () => setReason(""),
  });
  return (
    <Dialog open={refused !== null} onOpenChange={(open) => !open && guard.requestClose()}>
      {refused && (
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{refused.appointment.patient.name} sigue donde estaba</DialogTitle>
            <DialogDescription>
              No se pudo mover a {formatTimeRange(refused.to.start_time, refused.to.end_time)}.{" "}
              {clashSentences(refused.answer).join(" ")}
            </DialogDescription>
          </DialogHeader>
          <div className="space-y-1.5">
            <p className="text-sm font-medium">Siguientes horas libres</p>
            <NextSlots
              autoFocus
              slots={refused.answer.next_slots.filter((slot) =>
                changeOf(refused.appointment, { ...refused.to, ...slot }),
              )}
              day={dayOf(refused.to.start_time)}
              onChoose={onChoose}
            />
          </div>
          <Overbook
            key={refused.appointment.id}
            lifts={overbookable(refused.answer)}
            reason={reason}
            onReason={setReason}
            guard={guard}
            onOverbook={onOverbook}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}

type OverbookProps = {
  lifts: ReturnType<typeof overbookable>;
  reason: string;
  onReason: (reason: string) => void;
  guard: CloseGuard;
  onOverbook: (how: Overbooking) => Promise<unknown>;
};

function Overbook({ lifts, reason, onReason, guard, onOverbook }: OverbookProps) {
  const id = useId();
  const allowed = useCan("appointments:override") && lifts.allowed;
  const [asking, setAsking] = useState(false);
  const [room, setRoom] = useState(false);
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState(false);

  async function send(event: React.FormEvent) {
    event.preventDefault();
    if (reason.trim().length < 3) {
      setMissing(true);
      document.getElementById(id)?.focus();
      return;
    }
    setPending(true);
    await onOverbook({ reason: reason.trim(), room }).catch(() => undefined);
    setPending(false);
  }

  if (!asking || !allowed) {
    return (
      <div className="flex flex-wrap justify-end gap-2">
        {allowed && (
          <Button variant="outline" onClick={() => setAsking(true)}>
            Mover como sobrecupo
          </Button>
        )}
        <Button onClick={() => guard.requestClose()}>Dejar donde estaba</Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} noValidate className="space-y-3">
      <div className="space-y-1.5">
        <Label htmlFor={id}>Motivo del sobrecupo</Label>
        <Input
          id={id}
          autoFocus
          value={reason}
          maxLength={500}
          aria-invalid={missing || undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onReason(event.target.value)}
        />
        <p id={`${id}-hint`} className={missing ? "text-xs text-destructive" : "text-xs text-muted-foreground"}>
          {missing ? "Escriba por qué se agenda sobre otra cita." : "Queda en la cita y en el registro."}
        </p>
      </div>
      {lifts.room && (
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={room} onCheckedChange={(checked) => setRoom(checked === true)} />
          Compartir también el consultorio
        </label>
      )}
      {guard.asking ? (
        <ReasonQuestion guard={guard} />
      ) : (
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onMouseDown={stayInField} onClick={() => guard.requestClose()} disabled={pending}>
            Dejar donde estaba
          </Button>
          <Button type="submit" loading={pending}>
            Mover como sobrecupo
          </Button>
        </div>
      )}
    </form>
  );
}
