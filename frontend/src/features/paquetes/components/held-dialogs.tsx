"use client";

import { useState } from "react";
import { DateField } from "@/components/form/date-fields";
import { RadioField, SelectField, TextField } from "@/components/form/fields";
import { FormDialog, FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { METHODS, type Method } from "@/entities/invoice/schema";
import type { HeldDetail } from "@/entities/package/schema";
import { PatientPicker } from "@/entities/patient/patient-picker";
import { formatMoney } from "@/lib/format";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useHeldAct } from "../api";
import { extensionForm, redemptionForm, refundForm } from "../forms";

type HeldProps = { held: HeldDetail; onClose: () => void };

const METHOD_WORD: Record<Method, string> = {
  CASH: "Efectivo",
  CARD_DEBIT: "Tarjeta de débito",
  CARD_CREDIT: "Tarjeta de crédito",
  TRANSFER: "Transferencia",
  CHECK: "Cheque",
  OTHER: "Otro medio",
};
const METHOD_CHOICES = METHODS.map((value) => ({ value, label: METHOD_WORD[value] }));

const shareForm = z.object({
  patient_id: z
    .number()
    .nullable()
    .refine((id) => id !== null, "Elija un paciente."),
});

/** Somebody of the family who may use it too. */
export function ShareDialog({ held, onClose }: HeldProps) {
  const form = useZodForm(shareForm, { defaultValues: { patient_id: null } });
  const [name, setName] = useState<string | null>(null);
  const act = useHeldAct(held.id);
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Compartir el paquete"
      description={`Quien elija usará las sesiones de ${held.patient_name} sin pagar.`}
      form={form}
      onSubmit={async ({ patient_id }) => {
        if (patient_id === null) return;
        await act.mutateAsync({ act: "sharers", body: { patient_id } });
        announce(`${name} puede usar el paquete`);
      }}
      submitLabel="Compartir"
    >
      <PatientPicker
        value={name}
        aria-label="Paciente"
        onSelect={({ id, full_name }) => {
          setName(full_name);
          form.setValue("patient_id", id, { shouldDirty: true, shouldValidate: true });
        }}
      />
      {form.formState.errors.patient_id && (
        <p role="alert" className="text-xs text-destructive">
          {form.formState.errors.patient_id.message}
        </p>
      )}
    </FormDialog>
  );
}

export function ExtendDialog({ held, onClose }: HeldProps) {
  const form = useZodForm(extensionForm, { defaultValues: { expires_on: held.expires_on ?? "", reason: "" } });
  const act = useHeldAct(held.id);
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Ampliar el plazo"
      description={`${held.name}, de ${held.patient_name}.`}
      form={form}
      onSubmit={async (body) => {
        await act.mutateAsync({ act: "extensions", version: held.version, body });
        announce("Plazo ampliado");
      }}
      submitLabel="Ampliar"
    >
      <DateField control={form.control} name="expires_on" label="Vence el" />
      <TextField control={form.control} name="reason" label="Motivo" autoComplete="off" />
    </FormDialog>
  );
}

/** A session given outside the agenda. */
export function RedeemDialog({ held, onClose }: HeldProps) {
  const items = held.items.filter(({ left }) => left > 0);
  const people = [{ patient_id: held.patient_id, patient_name: held.patient_name }, ...held.sharers];
  const form = useZodForm(redemptionForm, {
    defaultValues: { item_id: String(items[0]?.id ?? ""), patient_id: String(held.patient_id) },
  });
  const act = useHeldAct(held.id);
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Usar una sesión"
      description="Para lo que se dio fuera de la agenda. Las citas usan las suyas al terminar."
      form={form}
      onSubmit={async (values) => {
        const body = { item_id: Number(values.item_id), patient_id: Number(values.patient_id) };
        await act.mutateAsync({ act: "redemptions", body });
        announce("Sesión usada");
      }}
      submitLabel="Usar sesión"
    >
      <SelectField
        control={form.control}
        name="item_id"
        label="Tratamiento"
        options={items.map((item) => ({
          value: String(item.id),
          label: `${item.treatment_name} (quedan ${item.left})`,
        }))}
      />
      <SelectField
        control={form.control}
        name="patient_id"
        label="Quién la usa"
        options={people.map((one) => ({ value: String(one.patient_id), label: one.patient_name }))}
      />
    </FormDialog>
  );
}

/** What is left, or some of it, with its credit note. */
export function RefundSheet({ held, onClose }: HeldProps) {
  const items = held.items.filter(({ left }) => left > 0);
  const form = useZodForm(refundForm, {
    defaultValues: { sessions: items.map(({ left }) => String(left)), reason: "", settle: "CREDIT", method: "CASH" },
  });
  const act = useHeldAct(held.id);
  const settle = form.watch("settle");
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Devolver lo que queda"
      description={`Al precio que se cobró, con una nota de crédito de la factura ${held.number}. Quedan ${formatMoney(held.remaining)} más IVA. No se puede deshacer.`}
      form={form}
      onSubmit={async (values) => {
        const chosen = items.map((item, place) => ({ item_id: item.id, sessions: values.sessions[place] ?? 0 }));
        const body = {
          items: chosen.filter(({ sessions }) => sessions > 0),
          reason: values.reason,
          settle: values.settle,
          method: values.settle === "REFUND" ? values.method : null,
        };
        await act.mutateAsync({ act: "refunds", body });
        announce("Sesiones devueltas");
      }}
      submitLabel="Devolver"
    >
      <ul className="divide-y divide-border rounded-lg border border-border">
        {items.map((item, place) => (
          <li key={item.id} className="flex items-start gap-3 p-3">
            <p className="min-w-0 flex-1 text-sm">
              {item.treatment_name}
              <span className="block text-xs text-muted-foreground">quedan {item.left}</span>
            </p>
            <TextField
              control={form.control}
              name={`sessions.${place}`}
              label="Sesiones"
              inputMode="numeric"
              autoComplete="off"
              className="w-28"
              inputClassName="text-right tabular-nums"
            />
          </li>
        ))}
      </ul>
      <TextField control={form.control} name="reason" label="Motivo" autoComplete="off" />
      <RadioField
        control={form.control}
        name="settle"
        label="Lo ya pagado"
        options={[
          { value: "CREDIT", label: "Queda a favor del paciente" },
          { value: "REFUND", label: "Se devuelve" },
        ]}
      />
      {settle === "REFUND" && (
        <SelectField control={form.control} name="method" label="Se devuelve en" options={METHOD_CHOICES} />
      )}
    </FormSheet>
  );
}
