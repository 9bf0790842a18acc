"use client";

import { Info } from "lucide-react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { DateField, TimeField } from "@/components/form/date-fields";
import { NumberField, RadioField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { useFormDraft } from "@/components/form/use-form-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { CONTINGENCIES, REST_KINDS, RESTS } from "@/entities/certificate/schema";
import { CONTINGENCY_LABEL, daysBetween, REST_KIND_LABEL, REST_LABEL } from "@/entities/certificate/words";
import type { Patient } from "@/entities/patient/schema";
import { today } from "@/lib/dates";
import { formatCount } from "@/lib/format";
import { announce } from "@/lib/toast";
import { useLastNote } from "../../use-last-note";
import { CodedDiagnoses } from "../coded-diagnoses";
import { useIssueCertificate } from "./api";
import { certificateForm, emptyCertificate, type CertificateInput, type CertificateValues } from "./forms";

type FormOf = { form: UseFormReturn<CertificateInput, unknown, CertificateValues> };

const RESTS_TO_CHOOSE = RESTS.map((value) => ({ value, label: REST_LABEL[value] }));
const KINDS_TO_CHOOSE = REST_KINDS.map((value) => ({ value, label: REST_KIND_LABEL[value] }));
const CONTINGENCIES_TO_CHOOSE = CONTINGENCIES.map((value) => ({ value, label: CONTINGENCY_LABEL[value] }));

/** Writes a certificate. It is issued at once: nothing of it is stored before. */
export function CertificateWriter({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const form = useZodForm(certificateForm, { defaultValues: emptyCertificate() });
  const draft = useFormDraft(form, { key: `certificate:${patient.id}`, version: null, onRestore: () => undefined });
  const issue = useIssueCertificate(patient.id);
  return (
    <section aria-label="Certificado nuevo" className="max-w-3xl rounded-xl border border-border bg-card p-4 shadow-1">
      <header className="mb-4 flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">Certificado nuevo</h2>
        <Button variant="outline" size="sm" onClick={onClose}>
          Cerrar
        </Button>
      </header>
      <FormShell
        guarded
        form={form}
        onSubmit={async (values) => {
          const issued = await issue.mutateAsync(values);
          draft.forget();
          announce(`Certificado ${issued.number} emitido`);
          onClose();
        }}
      >
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-[2fr_1fr_1fr]">
          <DateField
            control={form.control}
            name="attended_on"
            label="Atención"
            max={today()}
            className="max-sm:col-span-2"
          />
          <TimeField control={form.control} name="attended_from" label="Desde las" />
          <TimeField control={form.control} name="attended_until" label="Hasta las" optional />
        </div>
        <TextField
          control={form.control}
          name="reason"
          label="Motivo de la atención"
          placeholder="cuadro agudo, con anestesia local"
          hint="Se imprime siempre: no diga aquí el diagnóstico, si el paciente no quiere que conste."
          maxLength={500}
        />
        <DiagnosesOf form={form} patientId={patient.id} />
        <RadioField
          control={form.control}
          name="show_diagnosis"
          label="¿El paciente quiere que el diagnóstico se imprima?"
          options={[
            { value: "yes", label: "Sí, que conste" },
            { value: "no", label: "No, queda reservado" },
          ]}
        />
        <Rest form={form} />
        <TextareaField
          control={form.control}
          name="advice"
          label="Recomendación"
          placeholder="Puede reintegrarse el 26 de noviembre sin restricción, si no hay fiebre."
          rows={2}
          maxLength={1000}
          optional
        />
        <div className="flex flex-wrap items-center justify-end gap-3">
          <p className="mr-auto flex items-start gap-1.5 text-xs text-muted-foreground">
            <Info className="mt-px size-3.5 shrink-0" aria-hidden />
            Sin firma electrónica: el papel dice que vale con la firma de puño y letra.
          </p>
          <Button type="submit" loading={issue.isPending} className="max-sm:w-full">
            Emitir certificado
          </Button>
        </div>
      </FormShell>
    </section>
  );
}

function DiagnosesOf({ form, patientId }: FormOf & { patientId: number }) {
  const note = useLastNote(patientId);
  const error = form.formState.errors.diagnoses;
  return (
    <CodedDiagnoses
      of="del certificado"
      value={useWatch({ control: form.control, name: "diagnoses" })}
      onChange={(next) =>
        form.setValue("diagnoses", next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
      }
      earlier={note?.diagnoses ?? []}
      error={error?.message ?? error?.root?.message}
    />
  );
}

function Rest({ form }: FormOf) {
  const { control } = form;
  const [rest, from, until] = useWatch({ control, name: ["rest", "rest_from", "rest_until"] });
  const days = from && until ? daysBetween(from, until) : NaN;
  return (
    <fieldset className="min-w-0 space-y-3">
      <RadioField control={control} name="rest" label="Reposo" options={RESTS_TO_CHOOSE} />
      {rest !== "NONE" && (
        <div className="grid grid-cols-2 gap-3">
          <DateField control={control} name="rest_from" label={rest === "DAYS" ? "Desde" : "El día"} />
          {rest === "DAYS" ? (
            <DateField
              control={control}
              name="rest_until"
              label="Hasta"
              hint={days >= 1 ? formatCount(days, "día", "días") : undefined}
            />
          ) : (
            <NumberField control={control} name="rest_hours" label="Horas" />
          )}
          <SelectField control={control} name="rest_kind" label="Tipo" options={KINDS_TO_CHOOSE} />
          <SelectField control={control} name="contingency" label="Contingencia" options={CONTINGENCIES_TO_CHOOSE} />
        </div>
      )}
    </fieldset>
  );
}
