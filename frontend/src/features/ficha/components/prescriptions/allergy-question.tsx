"use client";

import { ChevronDown, OctagonAlert } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { ReasonQuestion } from "@/components/form/close-question";
import { useCloseGuard } from "@/components/form/use-close-guard";
import {
  AlertDialog,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "@/components/ui/collapsible";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import type { AllergyStop } from "@/entities/prescription/schema";
import { stayInField } from "@/lib/focusable";
import { formatDate } from "@/lib/format";

type QuestionProps = {
  stop: AllergyStop;
  patientName: string;
  onRemove: () => void;
  onAnswer: (reason: string) => void;
  onBack: () => void;
};

/** The patient is allergic to what is being prescribed: it is taken out, or there is a reason that stays. */
export function AllergyQuestion({ stop, patientName, onRemove, onAnswer, onBack }: QuestionProps) {
  const id = useId();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const guard = useCloseGuard({
    open: true,
    dirty: reason.trim() !== "",
    close: onBack,
    reset: () => setReason(""),
  });
  function answer(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (reason.trim().length < 3) return setMissing(true);
    onAnswer(reason.trim());
  }
  return (
    <AlertDialog open onOpenChange={(open) => !open && guard.requestClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle className="flex items-start gap-2 text-danger-fg">
            <OctagonAlert className="mt-0.5 size-5 shrink-0" aria-hidden />
            {stop.group ? `${stop.dci} es del grupo de ${stop.group}` : `Tiene alergia a ${stop.dci.toLowerCase()}`}
          </AlertDialogTitle>
          <AlertDialogDescription>
            {patientName} tiene registrada una alergia a <strong>{stop.description}</strong>
            {stop.reaction && `, con ${stop.reaction.toLowerCase()}`}. Lo anotó {stop.recorded_by}, el{" "}
            {formatDate(stop.recorded_at)}.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <Collapsible className="group">
          <CollapsibleTrigger className="flex items-center gap-2 rounded-sm text-sm text-muted-foreground">
            <ChevronDown className="size-4 transition-transform group-data-[state=open]:rotate-180" aria-hidden />
            Recetarlo de todos modos
          </CollapsibleTrigger>
          <CollapsibleContent>
            <form onSubmit={answer} noValidate className="space-y-1.5 pt-3">
              <Label htmlFor={id}>Motivo clínico</Label>
              <Textarea
                id={id}
                rows={2}
                maxLength={500}
                value={reason}
                placeholder="Qué se descartó y por qué"
                aria-invalid={missing || undefined}
                aria-describedby={`${id}-hint`}
                onChange={(event) => {
                  setReason(event.target.value);
                  setMissing(false);
                }}
              />
              <p id={`${id}-hint`} className={missing ? "text-xs text-destructive" : "text-xs text-muted-foreground"}>
                {missing ? "Escriba el motivo." : "Queda en la receta y como advertencia en el registro."}
              </p>
              <Button type="submit" variant="outline" size="sm">
                Recetar {stop.dci.toLowerCase()}
              </Button>
            </form>
          </CollapsibleContent>
        </Collapsible>
        {guard.asking ? (
          <ReasonQuestion guard={guard} />
        ) : (
          <AlertDialogFooter>
            <Button variant="outline" onMouseDown={stayInField} onClick={() => guard.requestClose()}>
              Volver a la receta
            </Button>
            <Button autoFocus onClick={onRemove}>
              Quitar de la receta
            </Button>
          </AlertDialogFooter>
        )}
      </AlertDialogContent>
    </AlertDialog>
  );
}
