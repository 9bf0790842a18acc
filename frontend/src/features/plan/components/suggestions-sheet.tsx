"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { FieldFrame } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { KindSign } from "@/entities/odontogram/drawn";
import { KINDS, type OwnKind } from "@/entities/odontogram/findings";
import { suggestionsQuery } from "@/entities/plan/queries";
import type { z as zod } from "zod";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useSuggest } from "../api";

const suggestionsForm = z.object({
  chosen: z.record(z.object({ id: z.number(), name: z.string() }).nullable()),
});
type Values = zod.input<typeof suggestionsForm>;
const ALL = Object.keys(KINDS) as OwnKind[];

/** Which treatment of the catalogue is proposed for each finding of the chart. */
export function SuggestionsSheet({ onClose }: { onClose: () => void }) {
  const { data } = useQuery(suggestionsQuery);
  return data ? <Loaded known={data} onClose={onClose} /> : null;
}

type Known = { kind: string; treatment_id: number; treatment_name: string }[];

function Loaded({ known, onClose }: { known: Known; onClose: () => void }) {
  const suggest = useSuggest();
  const of = new Map(known.map((one) => [one.kind, { id: one.treatment_id, name: one.treatment_name }]));
  const form = useZodForm(suggestionsForm, {
    defaultValues: { chosen: Object.fromEntries(ALL.map((kind) => [kind, of.get(kind) ?? null])) },
  });
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Propuestas por hallazgo"
      description="El tratamiento que se propone cuando un hallazgo del odontograma pasa al plan. Vale para toda la clínica."
      form={form}
      submitLabel="Guardar propuestas"
      onSubmit={async ({ chosen }) => {
        await suggest.mutateAsync(
          ALL.flatMap((kind) => (chosen[kind] ? [{ kind, treatment_id: chosen[kind].id }] : [])),
        );
        announce("Propuestas guardadas");
      }}
    >
      <ul className="space-y-3">
        {ALL.map((kind) => (
          <li key={kind} className="flex items-end gap-2">
            <span className="mb-1.5">
              <KindSign kind={kind} />
            </span>
            <FieldFrame
              control={form.control}
              name={`chosen.${kind}` as "chosen"}
              label={KINDS[kind].name}
              className="min-w-0 flex-1"
              render={({ value, onChange, ref }) => (
                <TreatmentPicker
                  ref={ref}
                  value={(value as unknown as Values["chosen"][string])?.name ?? null}
                  placeholder="Ninguno"
                  onSelect={({ id, name }) => onChange({ id, name })}
                />
              )}
            />
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`No proponer nada para ${KINDS[kind].name}`}
              onClick={() => form.setValue(`chosen.${kind}` as "chosen", null as never, { shouldDirty: true })}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </FormSheet>
  );
}
