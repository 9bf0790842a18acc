"use client";

import { useQuery } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { useRef, useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { NumberField, TextareaField } from "@/components/form/fields";
import { FormGrid, FormShell } from "@/components/form/form-shell";
import { useFormDraft } from "@/components/form/use-form-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Patient } from "@/entities/patient/schema";
import { favouritesQuery, ownSignatureQuery } from "@/entities/prescription/queries";
import { allergyStopSchema, type AllergyStop, type Prescription } from "@/entities/prescription/schema";
import { isApiError } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useLastNote } from "../../use-last-note";
import { CodedDiagnoses } from "../coded-diagnoses";
import { AllergyQuestion } from "./allergy-question";
import { useIssuePrescription } from "./api";
import { ItemsOf } from "./items-of";
import { KeepFavourite } from "./keep-favourite";
import {
  emptyPrescription,
  ofFavourite,
  prescriptionForm,
  type PrescriptionInput,
  type PrescriptionValues,
} from "./forms";
import { PrescriptionPreview } from "./prescription-preview";

export type PrescriptionFormOf = UseFormReturn<PrescriptionInput, unknown, PrescriptionValues>;

type WriterProps = {
  patient: Patient;
  /** What it begins with: nothing, or a prescription that is repeated. */
  initial?: PrescriptionInput;
  onIssued: (prescription: Prescription) => void;
  onClose: () => void;
};

/** Writes a prescription. It is issued at once: nothing of it is stored before. */
export function PrescriptionWriter({ patient, initial = emptyPrescription, onIssued, onClose }: WriterProps) {
  const form = useZodForm(prescriptionForm, { defaultValues: initial });
  const draft = useFormDraft(form, { key: `prescription:${patient.id}`, version: null, onRestore: () => undefined });
  const note = useLastNote(patient.id);
  const issue = useIssuePrescription(patient.id, note?.isMine ? note.id : null);
  const { data: certificate } = useQuery(ownSignatureQuery);
  const signs = Boolean(certificate) && new Date(certificate!.valid_to) > new Date();
  const [sign, setSign] = useState(true);
  const [stops, setStops] = useState<AllergyStop[]>([]);
  const shell = useRef<HTMLDivElement>(null);
  const send = () => shell.current?.querySelector("form")?.requestSubmit();

  async function submit(values: PrescriptionValues) {
    try {
      const issued = await issue.mutateAsync({ ...values, sign: signs && sign });
      draft.forget();
      announce(`Receta ${issued.number} ${issued.signature ? "emitida y firmada" : "emitida"}`);
      onIssued(issued);
    } catch (error) {
      if (!isApiError(error, 409) || error.problem.confirm !== "allergy_answer") throw error;
      setStops(z.array(allergyStopSchema).parse(error.problem.allergies));
    }
  }

  /** The question was answered for one medicine: the next one, or the prescription again. */
  function settle(act: (index: number) => void, again: boolean) {
    const [stop, ...rest] = stops;
    act(form.getValues("items").findIndex(({ dci }) => dci === stop!.dci));
    setStops(rest);
    if (rest.length === 0 && again && form.getValues("items").length > 0) setTimeout(send);
  }

  return (
    <div ref={shell} className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,2fr)_20rem]">
      <section aria-label="Receta nueva" className="rounded-xl border border-border bg-card p-4 shadow-1">
        <header className="mb-4 flex flex-wrap items-center gap-2">
          <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">Receta nueva</h2>
          <Favourites form={form} />
          <Button variant="outline" size="sm" onClick={onClose}>
            Cerrar
          </Button>
        </header>
        <FormShell guarded form={form} onSubmit={submit}>
          <DiagnosesOf form={form} earlier={note?.diagnoses ?? []} />
          <ItemsOf form={form} />
          <FormGrid>
            <TextareaField control={form.control} name="general" label="Indicaciones generales" rows={2} optional />
            <TextareaField
              control={form.control}
              name="warning"
              label="Vuelva o llame si…"
              placeholder="sangra y no cede con 20 minutos de presión"
              rows={2}
              optional
            />
          </FormGrid>
          <div className="flex flex-wrap items-end justify-end gap-3">
            <NumberField
              control={form.control}
              name="valid_days"
              label="Vale en la farmacia (días)"
              className="mr-auto w-52"
            />
            {signs && (
              <label className="flex min-h-11 items-center gap-2 text-sm md:min-h-8">
                <Checkbox checked={sign} onCheckedChange={(on) => setSign(on === true)} />
                Firmar electrónicamente
              </label>
            )}
            <KeepFavourite form={form} />
            <Button type="submit" loading={issue.isPending}>
              Emitir receta
            </Button>
          </div>
        </FormShell>
      </section>
      <PrescriptionPreview form={form} />
      {stops[0] && (
        <AllergyQuestion
          key={stops[0].dci}
          stop={stops[0]}
          patientName={patient.full_name}
          onBack={() => setStops([])}
          onRemove={() =>
            settle((index) => {
              const left = form.getValues("items").filter((_, place) => place !== index);
              form.setValue("items", left, { shouldDirty: true });
            }, false)
          }
          onAnswer={(reason) =>
            settle((index) => form.setValue(`items.${index}.allergy_answer`, reason, { shouldDirty: true }), true)
          }
        />
      )}
    </div>
  );
}

type Part = { form: PrescriptionFormOf };

function DiagnosesOf({ form, earlier }: Part & { earlier: readonly { code: string; description: string }[] }) {
  const error = form.formState.errors.diagnoses;
  return (
    <CodedDiagnoses
      of="de la receta"
      value={useWatch({ control: form.control, name: "diagnoses" })}
      onChange={(next) =>
        form.setValue("diagnoses", next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
      }
      earlier={earlier}
      error={error?.message ?? error?.root?.message}
    />
  );
}

function Favourites({ form }: Part) {
  const { data: favourites = [] } = useQuery(favouritesQuery);
  if (favourites.length === 0) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm">
          <Star aria-hidden />
          Favoritas
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {favourites.map((favourite) => (
          <DropdownMenuItem
            key={favourite.id}
            onSelect={() =>
              Object.entries(ofFavourite(favourite)).forEach(([name, value]) =>
                form.setValue(name as keyof PrescriptionInput, value, { shouldDirty: true }),
              )
            }
          >
            {favourite.name}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
