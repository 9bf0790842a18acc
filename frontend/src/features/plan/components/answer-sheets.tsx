"use client";

import { useQuery } from "@tanstack/react-query";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Sheet, SheetBody, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { SigningForm } from "@/entities/consent/signing-form";
import { patientQuery } from "@/entities/patient/queries";
import type { Plan, PlanItem } from "@/entities/plan/schema";
import { ageOn } from "@/lib/dates";
import { add } from "@/lib/decimal";
import { requiredText } from "@/lib/fields";
import { announce, notify } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { usePlanWrite, writes } from "../api";
import { nameOf, placeOf } from "../words";

type Props = { plan: Plan; items: PlanItem[]; onClose: () => void };

/** The patient sees what they sign, with its prices, and signs beneath. */
export function AcceptSheet({ plan, items, onClose }: Props) {
  const write = usePlanWrite(plan.patient_id);
  const { data: patient, error, refetch } = useQuery(patientQuery(plan.patient_id));
  const ids = items.map(({ id }) => id);
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>Aceptar y firmar</SheetTitle>
          <SheetDescription>Estos precios ya no cambian desde la firma.</SheetDescription>
        </SheetHeader>
        <SheetBody className="space-y-4">
          <ul className="divide-y divide-border rounded-lg border border-border text-sm">
            {items.map((item) => (
              <li key={item.id} className="flex gap-3 px-3 py-2">
                <span className="w-10 shrink-0 font-medium">{placeOf(item)}</span>
                <span className="min-w-0 flex-1">{nameOf(item)}</span>
                <Money value={item.price} />
              </li>
            ))}
            <li className="flex justify-between px-3 py-2 font-semibold">
              Total <Money value={add(items.map(({ price }) => price))} strong />
            </li>
          </ul>
          {patient ? (
            <SigningForm
              patient={patient}
              minor={Boolean(patient.birth_date) && ageOn(patient.birth_date!) < 18}
              guardian={null}
              label="Acepto y firmo"
              send={async ({ signer_name, signer_document, signer_relation, signature }) => {
                const body = { items: ids, signer_name, signer_document, signer_relation, signature };
                await write.mutateAsync(writes.accept(plan, body));
                notify("Plan aceptado y firmado");
                onClose();
              }}
            />
          ) : (
            error && <ErrorState bare error={error} what="el paciente" onRetry={() => void refetch()} />
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

const reasonForm = z.object({ reason: requiredText(500).min(3, "Escriba el motivo.") });

type ReasonProps = {
  title: string;
  description: string;
  label: string;
  onSend: (reason: string) => Promise<unknown>;
  onClose: () => void;
};

/** Why: what is undone and what is declined says it. */
export function ReasonDialog({ title, description, label, onSend, onClose }: ReasonProps) {
  const form = useZodForm(reasonForm, { defaultValues: { reason: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      form={form}
      submitLabel={label}
      onSubmit={async ({ reason }) => {
        await onSend(reason);
        announce(label);
      }}
    >
      <TextField control={form.control} name="reason" label="Motivo" maxLength={500} autoFocus />
    </FormDialog>
  );
}
