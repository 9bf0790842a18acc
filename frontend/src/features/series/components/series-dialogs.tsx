"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { NumberField, SwitchField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { seriesQuery } from "@/entities/invoice/queries";
import type { Series } from "@/entities/invoice/schema";
import { codeOf, nextNumberOf } from "@/entities/invoice/words";
import { changesOf, useVersion } from "@/hooks/use-version";
import { announce } from "@/lib/toast";
import { useChangeSeries, useCreateSeries } from "../api";
import { newSeriesForm, seriesForm } from "../forms";

const FIRST = "Deje 1, o el que sigue si estos números vienen de otro sistema o talonario.";

export function NewSeriesDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateSeries();
  const form = useZodForm(newSeriesForm, {
    defaultValues: { establishment: "001", emission_point: "", name: "", next_sequential: "1" },
  });
  const typed = newSeriesForm.omit({ name: true }).safeParse(form.watch());
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Nueva serie"
      description="El establecimiento y el punto de emisión son los autorizados por el SRI, y no se cambian después."
      form={form}
      submitLabel="Crear serie"
      onSubmit={async (values) => {
        const made = await create.mutateAsync(values);
        announce(`Serie ${codeOf(made)} creada`);
      }}
    >
      <FormGrid>
        <TextField
          control={form.control}
          name="establishment"
          label="Establecimiento"
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          inputClassName="font-mono"
        />
        <TextField
          control={form.control}
          name="emission_point"
          label="Punto de emisión"
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          inputClassName="font-mono"
          autoFocus
        />
      </FormGrid>
      <TextField
        control={form.control}
        name="name"
        label="Nombre"
        placeholder="Matriz, caja 2"
        maxLength={80}
        autoComplete="off"
      />
      <NumberField control={form.control} name="next_sequential" label="Primer número" hint={FIRST} />
      {typed.success && <NextNumber series={typed.data} />}
    </FormDialog>
  );
}

type EditProps = {
  series: Series;
  /** The only one in use: without it nothing is issued. */ onlyOne: boolean;
  onClose: () => void;
};

export function EditSeriesDialog({ series: opened, onlyOne, onClose }: EditProps) {
  // What was read first: an answer that arrives meanwhile must not pass for what was edited.
  const [series] = useState(opened);
  const client = useQueryClient();
  const change = useChangeSeries();
  const { over } = useVersion(series, async () => {
    const all = await client.fetchQuery({ ...seriesQuery, staleTime: 0 });
    return all.find(({ id }) => id === series.id) ?? series;
  });
  const form = useZodForm(seriesForm, {
    defaultValues: { name: series.name, next_sequential: String(series.next_sequential), active: series.active },
  });
  const { dirtyFields } = form.formState;
  const next = seriesForm.shape.next_sequential.safeParse(form.watch("next_sequential"));
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Serie ${codeOf(series)}`}
      form={form}
      submitLabel="Guardar cambios"
      onSubmit={async (values) => {
        const changes = changesOf(values, dirtyFields);
        if (Object.keys(changes).length === 0) return;
        await over((version) => change.mutateAsync({ id: series.id, version, changes }));
        announce(`Serie ${codeOf(series)} guardada`);
      }}
    >
      <TextField control={form.control} name="name" label="Nombre" maxLength={80} autoComplete="off" />
      <NumberField
        control={form.control}
        name="next_sequential"
        label="Próximo número"
        hint="Se puede cambiar hasta la primera factura; después sigue sola."
      />
      {next.success && <NextNumber series={{ ...series, next_sequential: next.data }} />}
      <SwitchField control={form.control} name="active" label="En uso" />
      {onlyOne && !form.watch("active") && (
        <Alert variant="warning">Es la única en uso: sin ella no se podrá emitir facturas.</Alert>
      )}
    </FormDialog>
  );
}

function NextNumber({ series }: { series: Parameters<typeof nextNumberOf>[0] }) {
  const number = nextNumberOf(series);
  return (
    <p role="status" className="text-sm text-muted-foreground">
      {number ? (
        <>
          Próxima factura: <span className="whitespace-nowrap font-mono text-foreground">{number}</span>
        </>
      ) : (
        "La serie llegó a su último número."
      )}
    </p>
  );
}
