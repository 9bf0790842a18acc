"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarX2, Plus, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { Refusal } from "@/components/form/refusal";
import { applyProblem, useZodForm } from "@/components/form/use-zod-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { Skeleton } from "@/components/ui/skeleton";
import { Hint } from "@/components/ui/tooltip";
import { appointmentPath } from "@/config/navigation";
import { requiredText } from "@/lib/fields";
import { formatCount, formatDateTime } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { busyFeedsQuery, useImportBusyFeed, useReadBusyFeed, useRemoveBusyFeed, type BusyFeed } from "./busy";

const form = z.object({ name: requiredText(80), url: requiredText(2000) });

/** Calendars from elsewhere that block a professional's hours. */
export function BusySection({ doctorId, bare }: { doctorId: number; bare?: boolean }) {
  const query = useQuery(busyFeedsQuery(doctorId));
  const [removing, setRemoving] = useState<BusyFeed | null>(null);
  const remove = useRemoveBusyFeed(doctorId);
  return (
    <Card aria-label="Calendarios importados" className={bare ? "border-0 shadow-none" : undefined}>
      <CardHeader className="pb-3">
        <CardTitle>Horas ocupadas de otro calendario</CardTitle>
      </CardHeader>
      <CardContent className="space-y-3 text-sm">
        <p className="text-muted-foreground">
          Lo que otro calendario marca como ocupado bloquea esas horas aquí, como una ausencia. De sus eventos no se
          guarda nada más que la hora, y ninguna cita se mueve.
        </p>
        {query.isError ? (
          <ErrorState bare error={query.error} what="los calendarios" onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <Skeleton className="h-16 w-full" />
        ) : query.data.length === 0 ? (
          <EmptyState bare icon={CalendarX2} title="Ningún calendario importado" />
        ) : (
          <ul className="divide-y divide-border rounded-lg border border-border">
            {query.data.map((feed) => (
              <FeedRow key={feed.id} feed={feed} doctorId={doctorId} onRemove={() => setRemoving(feed)} />
            ))}
          </ul>
        )}
        <AddFeed doctorId={doctorId} />
      </CardContent>
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && setRemoving(null)}
          title={`Dejar de importar «${removing.name}»`}
          description="Las horas que ocupa quedan libres."
          confirmLabel="Dejar de importar"
          onConfirm={async () => {
            await remove.mutateAsync(removing.id);
            notify("Ya no se importa");
          }}
        />
      )}
    </Card>
  );
}

function FeedRow({ feed, doctorId, onRemove }: { feed: BusyFeed; doctorId: number; onRemove: () => void }) {
  const read = useReadBusyFeed(doctorId);
  return (
    <li className="space-y-1 px-3 py-2.5">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{feed.name}</span>
          <span className="block truncate text-xs text-muted-foreground">
            {feed.host} ·{" "}
            {feed.read_at
              ? `leído ${formatDateTime(feed.read_at)} · ${formatCount(feed.blocks, "franja ocupada", "franjas ocupadas")}`
              : "todavía no se leyó"}
          </span>
        </span>
        <Hint text="Leer otra vez">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Leer otra vez ${feed.name}`}
            loading={read.isPending}
            onClick={() =>
              void read.mutateAsync(feed.id).then(
                () => notify("Se lee en menos de un minuto"),
                (error: unknown) => notifyError(error),
              )
            }
          >
            <RefreshCw aria-hidden />
          </Button>
        </Hint>
        <Hint text="Dejar de importar">
          <Button variant="ghost" size="icon-sm" aria-label={`Dejar de importar ${feed.name}`} onClick={onRemove}>
            <Trash2 aria-hidden />
          </Button>
        </Hint>
      </div>
      {feed.failure && feed.failing_since && (
        <p className="text-warning-fg">
          No se puede leer desde {formatDateTime(feed.failing_since)}: {feed.failure}{" "}
          {feed.read_at && "Quedan las horas de la última vez."}
        </p>
      )}
      {feed.clashes.length > 0 && (
        <div>
          <p className="font-medium">Ocupa horas de citas que siguen en pie:</p>
          <ul>
            {feed.clashes.map(({ id, start_time, patient_name }) => (
              <li key={id}>
                <Link href={appointmentPath(id)} className="tabular-nums text-primary hover:underline">
                  {formatDateTime(start_time)}
                </Link>{" "}
                {patient_name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}

function AddFeed({ doctorId }: { doctorId: number }) {
  const add = useImportBusyFeed(doctorId);
  const fields = useZodForm(form, { defaultValues: { name: "", url: "" } });
  return (
    <Form {...fields}>
      <form
        noValidate
        className="space-y-3"
        onSubmit={fields.handleSubmit((values) =>
          add.mutateAsync(values).then(
            () => {
              fields.reset();
              notify("Importado: se lee en menos de un minuto");
            },
            (error: unknown) => applyProblem(fields, error),
          ),
        )}
      >
        <Refusal form={fields} />
        <TextField control={fields.control} name="name" label="Cómo se llama" placeholder="Hospital" />
        <TextField
          control={fields.control}
          name="url"
          type="url"
          label="Dirección del calendario"
          hint="La dirección privada en formato iCal, que empieza con https o webcal. No se muestra otra vez."
        />
        <Button type="submit" variant="outline" loading={add.isPending}>
          <Plus aria-hidden />
          Importar
        </Button>
      </form>
    </Form>
  );
}
