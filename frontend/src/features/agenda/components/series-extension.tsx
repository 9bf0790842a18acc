"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useWatch } from "react-hook-form";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Appointment } from "@/entities/appointment/schema";
import { extendSeries, extensionQuery, type Extension, type Series } from "@/entities/appointment/series";
import { useDebounced } from "@/hooks/use-debounced";
import { day } from "@/lib/fields";
import { formatCount, formatTimeRange } from "@/lib/format";
import { notify } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import type { Exceptions } from "../domain/series";
import { Dates } from "./series-dates";
import { SeriesEnd } from "./series-end";

const extensionForm = z
  .object({ ends: z.enum(["COUNT", "UNTIL"]), count: z.string(), until: z.string() })
  .superRefine(({ ends, count, until }, context) => {
    const fail = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
    if (ends === "COUNT" && !(Number.isInteger(Number(count)) && Number(count) >= 1 && Number(count) <= 60))
      fail("count", "Escriba entre 1 y 60 citas.");
    if (ends === "UNTIL" && !day.safeParse(until).success) fail("until", "Elija un día.");
  });
type ExtensionValues = z.output<typeof extensionForm>;

type ExtendSeriesProps = { appointment: Appointment; series: Series; onClose: () => void };

/** More visits of a series, as its rule goes on, each like the one that is looked at: with what stands in the way, before any is booked. */
export function ExtendSeries({ appointment, series, onClose }: ExtendSeriesProps) {
  const client = useQueryClient();
  const form = useZodForm(extensionForm, { defaultValues: { ends: "COUNT", count: "3", until: "" } });
  const [exceptions, setExceptions] = useState<Exceptions>({});
  const { control } = form;
  const typed = extensionForm.safeParse(useWatch({ control }));
  const end = typed.success ? JSON.stringify(endOf(typed.data)) : null;
  // Another end has other days, as in a new series.
  useEffect(() => setExceptions({}), [end]);
  const wishOf = (values: ExtensionValues): Extension => ({
    appointment_id: appointment.id,
    last_seen: Math.max(...series.appointments.map(({ occurrence }) => occurrence)),
    ...endOf(values),
    exceptions: Object.entries(exceptions).map(([day, start_time]) => ({ day, start_time })),
  });
  const wish = useDebounced(typed.success ? JSON.stringify(wishOf(typed.data)) : null, 300);
  const looked = useQuery(extensionQuery(series.id, wish ? (JSON.parse(wish) as Extension) : null));
  const ends = useWatch({ control, name: "ends" });

  return (
    <FormSheet
      wide
      open
      onOpenChange={(next) => !next && onClose()}
      title="Añadir citas a la serie"
      description={`${appointment.patient.name}, ${series.words}. Cada una como esta: ${appointment.doctor.name}, ${formatTimeRange(appointment.start_time, appointment.end_time)}. Se agendan todas o ninguna.`}
      form={form}
      submitLabel="Agendar todas"
      onSubmit={async (values) => {
        const { series: after } = await extendSeries(client, series.id, appointment.version, wishOf(values));
        const added = after.appointments.length - series.appointments.length;
        notify(`${appointment.patient.name}: ${formatCount(added, "cita más", "citas más")}, ${series.words}`);
      }}
    >
      <SeriesEnd control={control} ends={ends} byCount="Después de tantas más" count="Cuántas más" />
      {end !== null && <Dates looked={looked} exceptions={exceptions} onExceptions={setExceptions} />}
    </FormSheet>
  );
}

const endOf = ({ ends, count, until }: ExtensionValues) => (ends === "COUNT" ? { count: Number(count) } : { until });
