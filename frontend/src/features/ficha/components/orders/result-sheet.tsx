"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { SelectField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { documentsQuery } from "@/entities/document/queries";
import type { Order } from "@/entities/order/schema";
import { limitsOf } from "@/entities/order/words";
import { formatDate } from "@/lib/format";
import { announce } from "@/lib/toast";
import { useRecordResult } from "./api";
import { resultForm } from "./forms";

const REPORT = "report";

/** A value of one exam, or the report: a document that is in the file already. */
export function ResultSheet({ order, onClose }: { order: Order; onClose: () => void }) {
  const record = useRecordResult(order);
  const taken = new Set(
    order.results.flatMap(({ withdrawn, value, position }) => (withdrawn || !value ? [] : [position])),
  );
  const open = order.items.flatMap((item, index) => (taken.has(index + 1) ? [] : [{ item, place: String(index + 1) }]));
  const form = useZodForm(resultForm, {
    defaultValues: { what: open[0]?.place ?? REPORT, value: "", attachment_id: "", remark: "" },
  });
  const { control } = form;
  const what = useWatch({ control, name: "what" });
  const item = what === REPORT ? undefined : order.items[Number(what) - 1];
  const { data } = useInfiniteQuery(documentsQuery(order.patient_id, {}));
  const documents = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <FormSheet
      open
      onOpenChange={(shown) => !shown && onClose()}
      title={`Resultado de la orden ${order.number}`}
      description="Un informe se adjunta primero en Documentos, y aquí se elige."
      form={form}
      submitLabel="Registrar resultado"
      onSubmit={async (values) => {
        await record.mutateAsync({
          position: values.what === REPORT ? null : Number(values.what),
          value: values.what === REPORT ? null : (values.value ?? null),
          attachment_id: values.what === REPORT ? Number(values.attachment_id) || null : null,
          remark: values.remark ?? null,
        });
        announce("Resultado registrado");
      }}
    >
      <SelectField
        control={control}
        name="what"
        label="De qué es"
        options={[
          ...open.map(({ item: { name, detail }, place }) => ({
            value: place,
            label: detail ? `${name} (${detail})` : name,
          })),
          { value: REPORT, label: "Informe (documento)" },
        ]}
      />
      {item ? (
        <TextField
          control={control}
          name="value"
          label={item.unit ? `Valor (${item.unit})` : "Resultado"}
          hint={limitsOf(item) ?? undefined}
          inputMode={item.unit ? "decimal" : undefined}
          maxLength={200}
        />
      ) : (
        <SelectField
          control={control}
          name="attachment_id"
          label="Documento"
          placeholder={documents.length === 0 ? "No hay documentos en la ficha" : "Elija…"}
          options={documents.map(({ id, title, taken_on }) => ({
            value: String(id),
            label: taken_on ? `${title}, ${formatDate(taken_on)}` : title,
          }))}
        />
      )}
      <TextareaField control={control} name="remark" label="Observación" rows={2} maxLength={500} optional />
    </FormSheet>
  );
}
