"use client";

import { useQuery } from "@tanstack/react-query";
import { NumberField, RadioField, SwitchField } from "@/components/form/fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { Skeleton } from "@/components/ui/skeleton";
import { bookingRulesQuery } from "@/entities/schedule/queries";
import type { BookingRules } from "@/entities/schedule/schema";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { useSaveBookingRules } from "../api";
import { bookingRulesForm } from "../forms";

/** How many visits the clinic lets stand over another, on which minutes visits fall, and how a freed hour is offered. */
export function BookingRulesSection() {
  const query = useQuery(bookingRulesQuery);
  if (query.isPending) return <Skeleton className="h-40 w-full rounded-xl" />;
  if (query.isError) return <ErrorState error={query.error} what="las reglas" onRetry={() => void query.refetch()} />;
  return <RulesEditor key={query.data.version} rules={query.data} />;
}

function RulesEditor({ rules }: { rules: BookingRules }) {
  const save = useSaveBookingRules();
  const form = useZodForm(bookingRulesForm, {
    defaultValues: {
      overbooked_at_once: String(rules.overbooked_at_once) as unknown as number,
      snap_minutes: String(rules.snap_minutes) as unknown as number,
      waitlist_offers: String(rules.waitlist_offers) as unknown as number,
      waitlist_minutes: String(rules.waitlist_minutes) as unknown as number,
      waitlist_automatic: rules.waitlist_automatic,
      hold_minutes: String(rules.hold_minutes) as unknown as number,
      deposit_misses: String(rules.deposit_misses) as unknown as number,
      late_minutes: String(rules.late_minutes) as unknown as number,
      horizon_months: String(rules.horizon_months) as unknown as number,
    },
  });
  return (
    <Card aria-label="Reglas de la agenda">
      <Form {...form}>
        <form
          noValidate
          onSubmit={form.handleSubmit(async (values) => {
            await save.mutateAsync({ rules, ...values }).then(
              () => notify("Reglas guardadas"),
              () => undefined,
            );
          })}
        >
          <CardHeader>
            <CardTitle>Reglas de la agenda</CardTitle>
          </CardHeader>
          <CardContent className="space-y-5">
            {save.error && <Alert variant="destructive">{messageOf(save.error)}</Alert>}
            <NumberField
              control={form.control}
              name="overbooked_at_once"
              inputClassName="max-w-24"
              label="Sobrecupos a la vez por profesional"
              hint="Además de su cita. Con 0 no se agenda sobre otra cita; un sobrecupo fuera de horario sigue siendo posible."
            />
            <RadioField
              control={form.control}
              name="snap_minutes"
              label="Al dibujar o arrastrar una cita, ajustar a"
              options={[5, 10, 15].map((minutes) => ({ value: String(minutes), label: `${minutes} min` }))}
              hint="Al escribir la hora se puede poner cualquiera."
            />
            <NumberField
              control={form.control}
              name="horizon_months"
              inputClassName="max-w-24"
              label="Meses de anticipación con los que se agenda como mucho"
              hint="Una fecha más lejana se rechaza: casi siempre es un año mal escrito."
            />
            <NumberField
              control={form.control}
              name="waitlist_offers"
              inputClassName="max-w-24"
              label="Personas de la lista de espera a las que se ofrece una hora"
              hint="A la vez, las primeras de la lista. La primera que acepta se la queda."
            />
            <NumberField
              control={form.control}
              name="waitlist_minutes"
              inputClassName="max-w-24"
              label="Minutos para aceptarla"
            />
            <SwitchField
              control={form.control}
              name="waitlist_automatic"
              label="Ofrecer sola cada hora que se libera"
              hint="A los dos minutos, por correo, a las primeras de la lista; si no la toman, a las siguientes. En la lista de espera se detiene."
            />
            <NumberField
              control={form.control}
              name="hold_minutes"
              inputClassName="max-w-24"
              label="Minutos que se retiene una hora mientras se elige"
              hint="Al elegir en «Buscar hora». Los demás la ven retenida y nadie más la reserva; después se libera sola."
            />
            <NumberField
              control={form.control}
              name="late_minutes"
              inputClassName="max-w-24"
              label="Minutos desde los que alguien llega tarde"
            />
            <NumberField
              control={form.control}
              name="deposit_misses"
              inputClassName="max-w-24"
              label="Inasistencias en doce meses desde las que se pide un depósito"
              hint="Al agendar a quien faltó tanto se dice que se le pida. Con 0 no se pide nunca."
            />
          </CardContent>
          <CardFooter className="justify-end">
            <Button type="submit" loading={save.isPending} disabled={!form.formState.isDirty}>
              Guardar reglas
            </Button>
          </CardFooter>
        </form>
      </Form>
    </Card>
  );
}
