"use client";

import { useQuery } from "@tanstack/react-query";
import { SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { allExamsQuery } from "@/entities/order/queries";
import { ORDER_KINDS } from "@/entities/order/schema";
import { limitsOf, ORDER_KIND_LABEL } from "@/entities/order/words";
import { announce, notifyError } from "@/lib/toast";
import { useAddExam, useSwitchExam } from "./api";
import { examForm } from "./forms";

const KINDS = ORDER_KINDS.map((value) => ({ value, label: ORDER_KIND_LABEL[value] }));

/** The clinic's own exams: added, and taken out of use. */
export function ExamsSheet({ onClose }: { onClose: () => void }) {
  const { data: exams = [] } = useQuery(allExamsQuery);
  const add = useAddExam();
  const change = useSwitchExam();
  const form = useZodForm(examForm, {
    defaultValues: { kind: "LABORATORY", category: "", name: "", unit: "", low: "", high: "" },
  });
  const { control } = form;
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Catálogo de exámenes"
      description="Los que esta clínica ordena, por grupo. De los que tienen unidad, el resultado es un número."
      form={form}
      submitLabel="Agregar examen"
      onSubmit={async (values) => {
        const { name } = await add.mutateAsync(values);
        announce(`${name} está en el catálogo`);
      }}
    >
      <SelectField control={control} name="kind" label="Clase" options={KINDS} />
      <TextField control={control} name="category" label="Grupo" placeholder="Química sanguínea" maxLength={60} />
      <TextField control={control} name="name" label="Examen" placeholder="Glucosa en ayunas" maxLength={120} />
      <FormGrid>
        <TextField control={control} name="unit" label="Unidad" placeholder="mg/dL" maxLength={20} optional />
        <TextField control={control} name="low" label="Desde" inputMode="decimal" optional />
        <TextField control={control} name="high" label="Hasta" inputMode="decimal" optional />
      </FormGrid>
      <ul aria-label="Exámenes" className="divide-y divide-border border-t border-border">
        {exams.map((exam) => (
          <li key={exam.id} className="flex min-h-11 items-center gap-3 py-1.5 text-base">
            <span className={exam.active ? "min-w-0 flex-1" : "min-w-0 flex-1 text-muted-foreground line-through"}>
              {exam.name}
              <span className="block text-xs text-muted-foreground">
                {[ORDER_KIND_LABEL[exam.kind], exam.category, limitsOf(exam)].filter(Boolean).join(" · ")}
              </span>
            </span>
            <Button
              variant="ghost"
              size="sm"
              onClick={() => change.mutate(exam, { onError: (error) => notifyError(error) })}
            >
              {exam.active ? "Quitar" : "Volver a usar"}
            </Button>
          </li>
        ))}
      </ul>
    </FormSheet>
  );
}
