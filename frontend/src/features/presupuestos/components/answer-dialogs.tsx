"use client";

import { DateField } from "@/components/form/date-fields";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Money } from "@/components/patterns/money";
import { Checkbox } from "@/components/ui/checkbox";
import type { Quote } from "@/entities/quote/schema";
import { today } from "@/lib/dates";
import { notify } from "@/lib/toast";
import { useQuoteAct } from "../api";
import { acceptanceForm, rejectionForm } from "../forms";

type DialogProps = { quote: Quote; onClose: () => void };

export function AcceptDialog({ quote, onClose }: DialogProps) {
  const act = useQuoteAct(quote);
  const free = quote.lines.filter(({ accepted }) => !accepted);
  const form = useZodForm(acceptanceForm, {
    defaultValues: { accepted_by: quote.patient.name, accepted_on: today(), lines: free.map(({ id }) => id) },
  });
  const chosen = form.watch("lines");
  const problem = form.formState.errors.lines?.message;
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Aceptación de ${quote.number}`}
      form={form}
      submitLabel="Anotar aceptación"
      onSubmit={async (body) => {
        await act.mutateAsync({ act: "accept", body });
        notify(`Aceptación de ${body.accepted_by} anotada`);
      }}
    >
      <TextField control={form.control} name="accepted_by" label="Quién acepta" />
      <DateField control={form.control} name="accepted_on" label="Cuándo" max={today()} />
      <fieldset className="space-y-2">
        <legend className="mb-1 text-sm font-medium">Qué acepta</legend>
        {free.map((line) => (
          <label key={line.id} className="flex items-start gap-2 text-sm">
            <Checkbox
              checked={chosen.includes(line.id)}
              onCheckedChange={(on) =>
                form.setValue("lines", on ? [...chosen, line.id] : chosen.filter((id) => id !== line.id), {
                  shouldDirty: true,
                  shouldValidate: true,
                })
              }
            />
            <span className="min-w-0 flex-1 break-words">{line.description}</span>
            <Money value={line.subtotal} />
          </label>
        ))}
        {problem && (
          <p role="alert" className="text-xs text-destructive">
            {problem}
          </p>
        )}
      </fieldset>
    </FormDialog>
  );
}

export function RejectDialog({ quote, onClose }: DialogProps) {
  const act = useQuoteAct(quote);
  const form = useZodForm(rejectionForm, { defaultValues: { reason: "", rejected_on: today() } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Rechazo de ${quote.number}`}
      form={form}
      submitLabel="Anotar rechazo"
      onSubmit={async (body) => {
        await act.mutateAsync({ act: "reject", body });
        notify(`Rechazo de ${quote.number} anotado`);
      }}
    >
      <TextField control={form.control} name="reason" label="Motivo" />
      <DateField control={form.control} name="rejected_on" label="Cuándo" max={today()} />
    </FormDialog>
  );
}
