"use client";

import { useQuery } from "@tanstack/react-query";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { CheckboxField, RadioField, TextField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { examsQuery } from "@/entities/order/queries";
import { ORDER_KINDS, type Exam } from "@/entities/order/schema";
import { ORDER_KIND_LABEL } from "@/entities/order/words";
import type { Patient } from "@/entities/patient/schema";
import { announce } from "@/lib/toast";
import { useLastNote } from "../../use-last-note";
import { CodedDiagnoses } from "../coded-diagnoses";
import { RowsSkeleton } from "../rows-skeleton";
import { useIssueOrder } from "./api";
import { orderForm, type OrderInput, type OrderValues } from "./forms";

type FormOf = { form: UseFormReturn<OrderInput, unknown, OrderValues> };

const KINDS = ORDER_KINDS.map((value) => ({ value, label: ORDER_KIND_LABEL[value] }));

/** Writes an order. It is issued at once: nothing of it is stored before. */
export function OrderWriter({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const form = useZodForm(orderForm, {
    defaultValues: { kind: "LABORATORY", urgent: false, indication: "", diagnoses: [], items: [] },
  });
  const note = useLastNote(patient.id);
  const issue = useIssueOrder(patient.id, note?.isMine ? note.id : null);
  const error = form.formState.errors.diagnoses;
  return (
    <section aria-label="Orden nueva" className="max-w-3xl rounded-xl border border-border bg-card p-4 shadow-1">
      <header className="mb-4 flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">Orden nueva</h2>
        <Button variant="outline" size="sm" onClick={onClose}>
          Cerrar
        </Button>
        {note?.isMine && (
          <p className="basis-full text-sm text-muted-foreground">Queda con su borrador «{note.reason}».</p>
        )}
      </header>
      <FormShell
        guarded
        form={form}
        onSubmit={async (values) => {
          const issued = await issue.mutateAsync(values);
          announce(`Orden ${issued.number} emitida`);
          onClose();
        }}
      >
        <RadioField control={form.control} name="kind" label="Clase" options={KINDS} />
        <CodedDiagnoses
          of="de la orden"
          value={useWatch({ control: form.control, name: "diagnoses" })}
          onChange={(next) =>
            form.setValue("diagnoses", next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
          }
          earlier={note?.diagnoses ?? []}
          error={error?.message ?? error?.root?.message}
        />
        <TextField
          control={form.control}
          name="indication"
          label="Indicación"
          placeholder="Control previo a cirugía"
          maxLength={500}
        />
        <Choice form={form} />
        <div className="flex flex-wrap items-center justify-end gap-3">
          <CheckboxField control={form.control} name="urgent" label="Urgente" className="mr-auto" />
          <Button type="submit" loading={issue.isPending} className="max-sm:w-full">
            Emitir orden
          </Button>
        </div>
      </FormShell>
    </section>
  );
}

/** The clinic's exams by group; what is chosen may say which tooth or projection. */
function Choice({ form }: FormOf) {
  const [kind, items] = useWatch({ control: form.control, name: ["kind", "items"] });
  const { data: exams, error, refetch } = useQuery(examsQuery(kind));
  const refusal = form.formState.errors.items;
  if (!exams)
    return error ? (
      <ErrorState bare error={error} what="los exámenes" onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton label="los exámenes" rows={3} />
    );
  const set = (next: OrderInput["items"]) =>
    form.setValue("items", next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  // An order is of one kind: what was chosen of the other one does not go with it.
  const mine = items.filter(({ exam_id }) => exams.some(({ id }) => id === exam_id));
  if (mine.length !== items.length) queueMicrotask(() => set(mine));
  const groups = new Map<string, Exam[]>();
  exams.forEach((exam) => groups.set(exam.category, [...(groups.get(exam.category) ?? []), exam]));
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="mb-1.5 text-sm font-medium">Exámenes</legend>
      {exams.length === 0 && (
        <p className="text-sm text-muted-foreground">
          No hay exámenes de esta clase: agréguelos en «Catálogo de exámenes».
        </p>
      )}
      {[...groups].map(([category, list]) => (
        <div key={category} role="group" aria-label={category} className="space-y-1">
          <p className="text-sm text-muted-foreground">{category}</p>
          <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
            {list.map(({ id, name }) => {
              const chosen = mine.find(({ exam_id }) => exam_id === id);
              return (
                <div key={id} className="flex min-h-9 flex-wrap items-center gap-2">
                  <label className="flex min-h-8 min-w-0 flex-1 items-center gap-2.5 text-base">
                    <Checkbox
                      checked={Boolean(chosen)}
                      onCheckedChange={(on) =>
                        set(
                          on === true
                            ? [...mine, { exam_id: id, name, detail: "" }]
                            : mine.filter((one) => one !== chosen),
                        )
                      }
                    />
                    <span className="min-w-0 break-words">{name}</span>
                  </label>
                  {chosen && (
                    <Input
                      aria-label={`Detalle de ${name}`}
                      placeholder="pieza, proyección…"
                      maxLength={120}
                      className="h-8 w-40"
                      value={chosen.detail}
                      onChange={({ target }) =>
                        set(mine.map((one) => (one === chosen ? { ...one, detail: target.value } : one)))
                      }
                    />
                  )}
                </div>
              );
            })}
          </div>
        </div>
      ))}
      {refusal && <p className="text-xs text-destructive">{refusal.message ?? refusal.root?.message}</p>}
    </fieldset>
  );
}
