"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "@/components/form/form-sheet";
import { SelectField, TextareaField } from "@/components/form/fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { changed } from "@/entities/patient/changed";
import { ErasureActs } from "@/entities/patient/erasure-acts";
import {
  erasurePreviewQuery,
  erasureSchema,
  erasuresOf,
  erasuresOfQuery,
  REQUESTER_LABEL,
  REQUESTERS,
  whatLabel,
  type Erasure,
  type ErasurePreview,
  type Part,
} from "@/entities/patient/erasures";
import type { Patient } from "@/entities/patient/schema";
import { api } from "@/lib/api";
import { requiredText } from "@/lib/fields";
import { formatDate, formatDateTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";

type Props = { patient: Patient; onClose: () => void };

const TITLE = "Supresión de datos";
const erasureForm = z.object({ requested_by: z.enum(REQUESTERS), reason: requiredText(500) });

/** What would go and what must stay if a person is erased; the request is noted here, and confirmed by somebody else. */
export function ErasureDialog({ patient, onClose }: Props) {
  const canAsk = useCan("erasures:write");
  const asked = useQuery(erasuresOfQuery(patient.id));
  const pending = asked.data?.find(({ state }) => state === "ASKED");
  if (canAsk && !pending) return <AskDialog patient={patient} past={asked.data ?? []} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{TITLE}</DialogTitle>
          <DialogDescription>
            {pending ? "Hay un pedido que espera. Lo confirma otra persona que la que lo anotó." : patient.full_name}
          </DialogDescription>
        </DialogHeader>
        {asked.error && <ErrorState bare error={asked.error} what="los pedidos" onRetry={() => void asked.refetch()} />}
        {pending && <Request erasure={pending} />}
        <Preview patient={patient} />
        <Past erasures={(asked.data ?? []).filter((one) => one !== pending)} />
        {pending && <ErasureActs erasure={pending} />}
      </DialogContent>
    </Dialog>
  );
}

function AskDialog({ patient, past, onClose }: Props & { past: Erasure[] }) {
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: (body: z.output<typeof erasureForm>) =>
      api(erasureSchema, erasuresOf(patient.id), { method: "POST", body }),
    onSettled: () => changed(client),
  });
  const form = useZodForm(erasureForm, { defaultValues: { requested_by: "PATIENT", reason: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={TITLE}
      description={`Anote quién pide que se supriman los datos de ${patient.full_name}. Nada cambia hasta que otra persona lo confirme; después no hay vuelta atrás.`}
      form={form}
      submitLabel="Anotar pedido"
      onSubmit={async (values) => {
        await ask.mutateAsync(values);
        announce("Pedido anotado: lo confirma otra persona");
      }}
    >
      <Preview patient={patient} />
      <Past erasures={past} />
      <SelectField
        control={form.control}
        name="requested_by"
        label="Quién lo pide"
        options={REQUESTERS.map((value) => ({ value, label: REQUESTER_LABEL[value] }))}
      />
      <TextareaField
        control={form.control}
        name="reason"
        label="Por qué, y cómo se identificó"
        hint="Sin nombres ni documentos: este texto se conserva."
        rows={2}
      />
    </FormDialog>
  );
}

function Preview({ patient }: { patient: Patient }) {
  const { data, error, refetch } = useQuery(erasurePreviewQuery(patient.id));
  if (error) return <ErrorState bare error={error} what="lo que se iría" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40" />;
  return (
    <>
      {data.obstacles.length > 0 && <Alert variant="warning">Antes de confirmar: {data.obstacles.join("; ")}.</Alert>}
      <div className="grid gap-4 sm:grid-cols-2">
        <Parts title="Se suprime" parts={data.goes} empty="Nada" />
        <Parts title="Se queda" parts={data.stays} empty="Nada" />
      </div>
      <p className="text-sm text-muted-foreground">{why(data)}</p>
    </>
  );
}

function Parts({ title, parts, empty }: { title: string; parts: Part[]; empty: string }) {
  return (
    <section className="min-w-0">
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="mt-1 space-y-1 text-sm">
        {parts.length === 0 && <li className="text-muted-foreground">{empty}</li>}
        {parts.map(({ what, count, until }) => (
          <li key={what}>
            {whatLabel(what)}
            {count > 1 && <span className="text-muted-foreground"> ({count})</span>}
            {until && <span className="block text-xs text-muted-foreground">hasta el {formatDate(until)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function why({ whole, record_until: record, invoices_until: invoices }: ErasurePreview) {
  const kept = [
    record && `La historia clínica se conserva hasta el ${formatDate(record)}: sigue diciendo de quién es.`,
    invoices && `Las facturas, hasta el ${formatDate(invoices)}.`,
  ].filter(Boolean);
  if (whole) kept.unshift("De la historia no queda quién es: lo firmado no se cambia, solo deja de ser de alguien.");
  return kept.join(" ");
}

function Request({ erasure }: { erasure: Erasure }) {
  return (
    <div className="rounded-lg border border-border p-3 text-sm">
      <p className="font-medium">{REQUESTER_LABEL[erasure.requested_by]}</p>
      <p>{erasure.reason}</p>
      <p className="text-xs text-muted-foreground">
        Lo anotó {erasure.asked_by.name}, {formatDateTime(erasure.asked_at)}
      </p>
    </div>
  );
}

function Past({ erasures }: { erasures: Erasure[] }) {
  if (erasures.length === 0) return null;
  return (
    <ul aria-label="Pedidos anteriores" className="space-y-1 text-sm text-muted-foreground">
      {erasures.map((one) => (
        <li key={one.id}>
          {one.state === "DONE"
            ? `Suprimidos el ${formatDate(one.confirmed_at!)}; lo confirmó ${one.confirmed_by?.name}`
            : `Pedido retirado el ${formatDate(one.withdrawn_at!)}: ${one.withdrawn_reason}`}
        </li>
      ))}
    </ul>
  );
}
