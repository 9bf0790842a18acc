"use client";

import { useQuery } from "@tanstack/react-query";
import { Mail, MessageCircle } from "lucide-react";
import { DateInput } from "@/components/form/date-input";
import { FieldFrame, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { CopyButton } from "@/components/patterns/copy-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { recallMessageQuery, type Recall } from "@/entities/reminder/recalls";
import { addMonths, today } from "@/lib/dates";
import { day, requiredText } from "@/lib/fields";
import { messageOf } from "@/lib/problem";
import { notify, notifyError } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useRecallAct } from "../recalls";

type RecallDialogProps = { recall: Recall; onClose: () => void };

/** The words of its rule, sent from the person's own WhatsApp or by the clinic's mail; noted either way. */
export function WriteDialog({ recall, onClose }: RecallDialogProps) {
  const { data: message, error } = useQuery(recallMessageQuery(recall.id));
  const act = useRecallAct();
  const { patient } = recall;
  const note = (one: Parameters<typeof act.mutateAsync>[0], said: string) =>
    void act.mutateAsync(one).then(
      () => {
        onClose();
        notify(said);
      },
      (problem: unknown) => notifyError(problem),
    );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Escribir a {patient.name}</DialogTitle>
          <DialogDescription>{recall.rule.name}. Queda anotado quién escribió y cuándo.</DialogDescription>
        </DialogHeader>
        {error && <Alert variant="destructive">{messageOf(error)}</Alert>}
        {message && message.missing.length > 0 && (
          <Alert variant="warning">Falta {message.missing.join(", ")}: se completa en Clínica.</Alert>
        )}
        {message ? (
          <p
            className="max-h-60 overflow-y-auto whitespace-pre-wrap break-words rounded-md border border-border bg-muted/60 p-3 text-sm"
            tabIndex={0}
          >
            {message.text}
          </p>
        ) : (
          !error && <Skeleton className="h-32 w-full" />
        )}
        {message && (
          <div className="flex flex-wrap gap-2">
            {message.talk && (
              <Button asChild>
                <a
                  href={message.talk}
                  target="_blank"
                  rel="noreferrer"
                  onClick={() =>
                    note(
                      { recall, what: "contacted", body: { how: "WHATSAPP" } },
                      `Anotado: se escribió a ${patient.name} por WhatsApp`,
                    )
                  }
                >
                  <MessageCircle aria-hidden />
                  Abrir WhatsApp
                </a>
              </Button>
            )}
            {patient.email && (
              <Button
                variant="outline"
                loading={act.isPending}
                disabled={message.missing.length > 0}
                onClick={() => note({ recall, what: "mail" }, `Correo para ${patient.name} en camino`)}
              >
                <Mail aria-hidden />
                Enviar por correo
              </Button>
            )}
            <CopyButton text={message.text} label="Copiar texto" />
          </div>
        )}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cerrar
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

const snoozeForm = z.object({ until: day, reason: requiredText(500) });

export function SnoozeDialog({ recall, onClose }: RecallDialogProps) {
  const act = useRecallAct();
  const form = useZodForm(snoozeForm, { defaultValues: { until: addMonths(today(), 1), reason: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Dejar para después a ${recall.patient.name}`}
      description="Vuelve a la lista ese día."
      form={form}
      submitLabel="Dejar para después"
      onSubmit={async (body) => {
        await act.mutateAsync({ recall, what: "snooze", body });
        notify(`${recall.patient.name} vuelve a la lista ese día`);
      }}
    >
      <FieldFrame
        control={form.control}
        name="until"
        label="Hasta"
        render={({ value, ...field }) => <DateInput {...field} value={value as string} min={today()} />}
      />
      <TextField control={form.control} name="reason" label="Motivo" maxLength={500} placeholder="Está de viaje" />
    </FormDialog>
  );
}

export function DismissDialog({ recall, onClose }: RecallDialogProps) {
  const act = useRecallAct();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Descartar a ${recall.patient.name}`}
      description={`No se le llama más por «${recall.rule.name}», hasta que se le haga otra vez. En «Descartadas» se devuelve a la lista.`}
      confirmLabel="Descartar"
      reason={{ hint: "Lo leen quienes llaman después." }}
      onConfirm={async (reason) => {
        await act.mutateAsync({ recall, what: "dismiss", body: { reason } });
        notify(`${recall.patient.name} ya no está en la lista`);
      }}
    />
  );
}
