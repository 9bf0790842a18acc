"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { FieldFrame, NumberField, RadioField, SwitchField, TextareaField, TextField } from "@/components/form/fields";
import { applyProblem, useZodForm } from "@/components/form/use-zod-form";
import { CopyButton } from "@/components/patterns/copy-button";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Form } from "@/components/ui/form";
import { Skeleton } from "@/components/ui/skeleton";
import { practitionersQuery } from "@/entities/person/queries";
import { onlineSettingsQuery } from "@/entities/self-booking/queries";
import type { OnlineSettings } from "@/entities/self-booking/schema";
import { ChosenTreatments, type Chosen } from "@/entities/treatment/chosen-treatments";
import { treatmentQuery } from "@/entities/treatment/queries";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { useSaveSettings } from "../api";
import { settingsForm } from "../forms";

/** What the published page offers, and to whom. */
export function SettingsSection() {
  const query = useQuery(onlineSettingsQuery);
  const named = useQueries({ queries: (query.data?.treatment_ids ?? []).map((id) => treatmentQuery(id)) });
  if (query.isError) return <ErrorState error={query.error} what="la página" onRetry={() => void query.refetch()} />;
  if (query.isPending || named.some(({ isPending }) => isPending))
    return <Skeleton className="h-96 w-full rounded-xl" />;
  const treatments = query.data.treatment_ids.map((id, index) => ({
    id,
    name: named[index]?.data?.name ?? `N.º ${id}`,
  }));
  return (
    <div className="space-y-4">
      <Address settings={query.data} />
      <Editor key={query.data.version} settings={query.data} treatments={treatments} />
    </div>
  );
}

function Address({ settings }: { settings: OnlineSettings }) {
  if (!settings.enabled)
    return <Alert>La página está cerrada: nadie puede reservar en línea hasta que la publique.</Alert>;
  return (
    <Card className="flex flex-wrap items-center gap-4 p-4" aria-label="Dirección de la página">
      {/* A drawing that came with the answer: nothing for next/image to do. */}
      {/* eslint-disable-next-line @next/next/no-img-element */}
      <img src={settings.qr} alt="Código QR de la página de reservas" className="size-28 rounded-md bg-white p-1" />
      <div className="min-w-0 flex-1 space-y-3">
        <p className="break-all font-mono text-sm">{settings.url}</p>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={settings.url} label="Copiar enlace" variant="outline" />
          <Button asChild variant="outline">
            <a href={settings.url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              Abrir
            </a>
          </Button>
          <Button asChild variant="outline">
            <a href={settings.qr} download="reservar.svg">
              Guardar el QR
            </a>
          </Button>
        </div>
      </div>
    </Card>
  );
}

const text = (value: number) => String(value) as unknown as number;

function Editor({ settings, treatments }: { settings: OnlineSettings; treatments: Chosen[] }) {
  const save = useSaveSettings();
  const doctors = useQuery(practitionersQuery);
  const form = useZodForm(settingsForm, {
    defaultValues: {
      enabled: settings.enabled,
      mode: settings.mode,
      treatments,
      doctor_ids: settings.doctor_ids,
      new_patients: settings.new_patients,
      notice_minutes: text(settings.notice_minutes),
      horizon_days: text(settings.horizon_days),
      per_person: text(settings.per_person),
      cancel_minutes: text(settings.cancel_minutes),
      hold_minutes: text(settings.hold_minutes),
      request_hours: text(settings.request_hours),
      phone: settings.phone ?? "",
      note: settings.note ?? "",
    },
  });
  const { control } = form;
  const number = (
    name: "notice_minutes" | "horizon_days" | "per_person" | "cancel_minutes" | "hold_minutes" | "request_hours",
    label: string,
    hint?: string,
  ) => <NumberField control={control} name={name} inputClassName="max-w-28" label={label} hint={hint} />;
  return (
    <Card aria-label="Reglas de la página">
      <Form {...form}>
        <form
          noValidate
          onSubmit={form.handleSubmit(async ({ treatments: chosen, ...values }) => {
            await save
              .mutateAsync({ ...values, treatment_ids: chosen.map(({ id }) => id), version: settings.version })
              .then(
                (saved) => notify(saved.enabled ? "Página publicada" : "Página cerrada"),
                (error: unknown) => applyProblem(form, error),
              );
          })}
        >
          <CardHeader>
            <CardTitle>Reglas de la página</CardTitle>
          </CardHeader>
          <CardContent className="space-y-5">
            {save.error && <Alert variant="destructive">{messageOf(save.error)}</Alert>}
            {!settings.mails && (
              <Alert variant="warning">
                El sistema no tiene servidor de correo: cada reserva se confirma por correo, así que no se puede
                publicar.
              </Alert>
            )}
            <SwitchField
              control={control}
              name="enabled"
              label="Publicada"
              hint="Cualquiera con el enlace puede reservar."
            />
            <RadioField
              control={control}
              name="mode"
              label="Al confirmar su correo"
              options={[
                { value: "REQUEST", label: "Alguien de la clínica la aprueba" },
                { value: "BOOK", label: "Queda agendada, si ya es paciente" },
              ]}
              hint="A quien no tiene ficha siempre lo aprueba alguien. La página dice lo mismo a todos."
            />
            <FieldFrame
              control={control}
              name="treatments"
              label="Tratamientos"
              render={({ value, onChange, ref }) => (
                <ChosenTreatments ref={ref} value={value as Chosen[]} onChange={onChange} />
              )}
            />
            <FieldFrame
              control={control}
              name="doctor_ids"
              label="Profesionales"
              hint="Sin marcar ninguno: todos los que tienen horario."
              render={({ value, onChange }) => (
                <div className="space-y-1" role="group" aria-label="Profesionales">
                  {(doctors.data ?? []).map(({ id, full_name }) => {
                    const ids = value as number[];
                    return (
                      <label key={id} className="flex min-h-9 items-center gap-2 text-sm max-md:min-h-11">
                        <Checkbox
                          checked={ids.includes(id)}
                          onCheckedChange={(on) =>
                            onChange(on === true ? [...ids, id] : ids.filter((each) => each !== id))
                          }
                        />
                        {full_name}
                      </label>
                    );
                  })}
                </div>
              )}
            />
            <SwitchField
              control={control}
              name="new_patients"
              label="También para quien viene por primera vez"
              hint="Sin esto la página dice que es para pacientes de la clínica."
            />
            <div className="grid gap-5 sm:grid-cols-2">
              {number("notice_minutes", "Minutos de anticipación")}
              {number("horizon_days", "Días hacia adelante")}
              {number("per_person", "Reservas por venir de una persona")}
              {number("cancel_minutes", "Minutos antes para cambiarla o cancelarla", "Después, por teléfono.")}
              {number("hold_minutes", "Minutos que se guarda la hora", "Mientras escribe sus datos.")}
              {number("request_hours", "Horas que se guarda un pedido", "Mientras alguien lo aprueba.")}
            </div>
            <TextField control={control} name="phone" label="Teléfono para llamar" optional inputMode="tel" />
            <TextareaField
              control={control}
              name="note"
              label="Qué debe saber quien viene"
              optional
              placeholder="Traiga su cédula y llegue 10 minutos antes."
            />
          </CardContent>
          <CardFooter className="justify-end">
            <Button type="submit" loading={save.isPending} disabled={!form.formState.isDirty}>
              Guardar
            </Button>
          </CardFooter>
        </form>
      </Form>
    </Card>
  );
}
