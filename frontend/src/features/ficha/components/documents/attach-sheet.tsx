"use client";

import { useState } from "react";
import { DateField } from "@/components/form/date-fields";
import { SelectField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { useAttach } from "@/entities/document/api";
import { attachForm, titleOf } from "@/entities/document/forms";
import { KINDS } from "@/entities/document/schema";
import { formatSize, KIND_LABEL } from "@/entities/document/words";
import { today } from "@/lib/dates";
import { formatCount } from "@/lib/format";
import { ApiError, messageOf, problemOf } from "@/lib/problem";
import { notify } from "@/lib/toast";

const OPTIONS = KINDS.map((value) => ({ value, label: KIND_LABEL[value] }));

type Failure = { file: File; why: string };

/** What was dropped, pasted or chosen: kind and date for all of them, a name for each where it is one. */
export function AttachSheet({ patientId, files, onClose }: { patientId: number; files: File[]; onClose: () => void }) {
  const attach = useAttach(patientId);
  const [left, setLeft] = useState(files);
  const [failures, setFailures] = useState<Failure[]>([]);
  const form = useZodForm(attachForm, {
    defaultValues: {
      kind: files.every(({ type }) => type.startsWith("image/")) ? "PHOTO" : "LABORATORY",
      title: titleOf(files[0]!),
      taken_on: today(),
      note: "",
    },
  });
  const several = left.length > 1;
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={several ? `Adjuntar ${left.length} archivos` : "Adjuntar documento"}
      description="Se quitan la ubicación y los datos de la cámara. Hasta 15 MB: JPEG, PNG, WebP, PDF o DICOM."
      form={form}
      submitLabel={several ? `Adjuntar ${left.length} archivos` : "Adjuntar documento"}
      onSubmit={async (values) => {
        const failed: Failure[] = [];
        for (const file of left) {
          const title = several ? titleOf(file) : values.title;
          await attach
            .mutateAsync({ ...values, title, file })
            .catch((error: unknown) => failed.push({ file, why: messageOf(error) }));
        }
        const done = left.length - failed.length;
        if (done > 0)
          notify(done === 1 ? "Documento adjunto" : `${formatCount(done, "documento", "documentos")} adjuntos`);
        if (failed.length === 0) return;
        // What was attached is not sent again; the rest stays, each with its reason.
        setLeft(failed.map(({ file }) => file));
        setFailures(failed);
        const detail =
          failed.length === 1
            ? `No se adjuntó «${failed[0]!.file.name}»: ${failed[0]!.why}`
            : `No se adjuntaron ${failed.length} archivos.`;
        throw new ApiError({ ...problemOf(422), detail });
      }}
    >
      <FormGrid>
        <SelectField control={form.control} name="kind" label="Tipo" options={OPTIONS} />
        <DateField control={form.control} name="taken_on" label="Fecha en que se tomó" max={today()} />
        {!several && (
          <TextField control={form.control} name="title" label="Nombre" className="sm:col-span-2" autoFocus />
        )}
        <TextareaField control={form.control} name="note" label="Nota" optional rows={3} className="sm:col-span-2" />
      </FormGrid>
      <ul aria-label="Archivos" className="mt-4 divide-y divide-border rounded-lg border border-border text-sm">
        {left.map((file, index) => (
          <li key={`${file.name}-${index}`} className="flex items-center gap-3 px-3 py-2">
            <span className="min-w-0 flex-1 truncate">{several ? titleOf(file) : file.name}</span>
            <span className="tabular-nums text-muted-foreground">{formatSize(file.size)}</span>
          </li>
        ))}
      </ul>
      {failures.length > 1 && (
        <Alert variant="warning" className="mt-3">
          {failures.map(({ file, why }) => (
            <p key={file.name}>
              «{file.name}»: {why}
            </p>
          ))}
        </Alert>
      )}
    </FormSheet>
  );
}
