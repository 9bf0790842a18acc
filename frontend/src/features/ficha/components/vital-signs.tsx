"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { HeartPulse, Plus, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { NumberField, TextField } from "@/components/form/fields";
import { FormDialog, FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Sparkline } from "@/components/patterns/kpi-strip";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { patientQuery } from "@/entities/patient/queries";
import { changed } from "@/entities/vital-signs/changed";
import { plausibleQuery, VITAL_SIGNS, vitalSignsOf, vitalSignsQuery } from "@/entities/vital-signs/queries";
import { MEASURES, vitalSignsSchema, type VitalSigns } from "@/entities/vital-signs/schema";
import { figuresOf, MEASURE } from "@/entities/vital-signs/words";
import { api } from "@/lib/api";
import { ageOn, dayOf } from "@/lib/dates";
import { parseDecimal } from "@/lib/decimal";
import { optionalText, requiredText } from "@/lib/fields";
import { formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { RowsSkeleton } from "./rows-skeleton";
import { SectionCard } from "./section-card";

const GrowthDialog = lazy(() => import("./growth-dialog").then((file) => file.GrowthDialog));

/** The last measurements with their trend. `noteId` is the draft that what is measured now hangs from. */
export function VitalSignsCard({ patientId, noteId }: { patientId: number; noteId: number | null }) {
  const canWrite = useCan("records:write");
  const { data, error, refetch } = useQuery(vitalSignsQuery(patientId));
  const [open, setOpen] = useState(false);
  const [withdrawing, setWithdrawing] = useState<VitalSigns | null>(null);
  const [drawing, setDrawing] = useState(false);
  const standing = data?.filter(({ withdrawn }) => !withdrawn) ?? [];
  const [last] = standing;
  const { data: patient } = useQuery(patientQuery(patientId));
  const years = last && patient?.birth_date ? ageOn(patient.birth_date, dayOf(last.taken_at)) : null;
  return (
    <SectionCard
      title={
        <span className="flex items-center gap-2">
          <HeartPulse className="size-4 text-muted-foreground" aria-hidden />
          Signos vitales
        </span>
      }
      action={
        canWrite && (
          <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
            <Plus aria-hidden />
            Registrar signos
          </Button>
        )
      }
    >
      {!data ? (
        error ? (
          <ErrorState error={error} what="los signos vitales" onRetry={() => void refetch()} />
        ) : (
          <RowsSkeleton label="los signos vitales" />
        )
      ) : !last ? (
        <p className="px-4 py-3 text-sm text-muted-foreground">Aún no se ha medido nada.</p>
      ) : (
        <div className="space-y-2 px-4 py-3">
          <Figures signs={last} before={standing} />
          <div className="flex flex-wrap items-center gap-2">
            <p className="min-w-0 flex-1 text-xs text-muted-foreground">
              {last.recorded_by.name} · {formatDateTime(last.taken_at)}
              {last.remark && ` · ${last.remark}`}
              {last.growth && ` · percentiles para la edad, OMS (${years !== null && years >= 5 ? 2007 : 2006})`}
            </p>
            {standing.some(({ growth }) => growth) && (
              <Button variant="ghost" size="xs" onClick={() => setDrawing(true)}>
                Curvas<span className="sr-only"> de crecimiento</span>
              </Button>
            )}
            {canWrite && (
              <Button variant="ghost" size="xs" onClick={() => setWithdrawing(last)}>
                Retirar
              </Button>
            )}
          </div>
        </div>
      )}
      {open && <SignsSheet patientId={patientId} noteId={noteId} onClose={() => setOpen(false)} />}
      {drawing && <GrowthDialog patientId={patientId} onClose={() => setDrawing(false)} />}
      {withdrawing && <WithdrawDialog signs={withdrawing} onClose={() => setWithdrawing(null)} />}
    </SectionCard>
  );
}

/** What was measured with a note. */
export function SignsOfNote({ patientId, noteId }: { patientId: number; noteId: number }) {
  const { data } = useQuery(vitalSignsQuery(patientId));
  const mine = data?.filter(({ note_id, withdrawn }) => note_id === noteId && !withdrawn) ?? [];
  return mine.map((signs) => (
    <section key={signs.id} aria-label="Signos vitales de la nota">
      <Figures signs={signs} />
    </section>
  ));
}

function Figures({ signs, before = [] }: { signs: VitalSigns; before?: VitalSigns[] }) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2.5">
      {figuresOf(signs).map(({ measure, label, text, unusual, growth }) => (
        <div key={measure} className="min-w-0">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className={unusual ? "font-semibold text-warning-fg" : "font-semibold"}>
            <span className="flex items-center gap-1 tabular-nums">
              {unusual && <TriangleAlert className="size-3.5" aria-label="Fuera de lo plausible a esta edad" />}
              {text}
            </span>
            {growth && <span className="block text-xs font-normal text-muted-foreground">{growth}</span>}
            <Trend points={trendOf(before, measure)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const trendOf = (rows: VitalSigns[], measure: keyof VitalSigns) =>
  rows
    .map((row) => row[measure])
    .filter((value) => value !== null)
    .map(Number)
    .slice(0, 12)
    .reverse();

const Trend = ({ points }: { points: number[] }) => (points.length > 1 ? <Sparkline points={points} /> : null);

const measure = z
  .string()
  .trim()
  .transform((text, context) => {
    if (!text) return null;
    const value = parseDecimal(text);
    if (value === null) context.addIssue({ code: "custom", message: "Escriba un número." });
    return value;
  });
const signsForm = z.object({
  ...(Object.fromEntries(MEASURES.map((name) => [name, measure])) as Record<(typeof MEASURES)[number], typeof measure>),
  remark: optionalText(500),
});
const EMPTY = Object.fromEntries([...MEASURES, "remark"].map((name) => [name, ""])) as z.input<typeof signsForm>;
const WHOLE = new Set(["systolic", "diastolic", "pulse", "respiration", "saturation", "glucose", "pain"]);

function SignsSheet({ patientId, noteId, onClose }: { patientId: number; noteId: number | null; onClose: () => void }) {
  const client = useQueryClient();
  const { data: ranges = [] } = useQuery(plausibleQuery(patientId));
  const save = useMutation({
    mutationFn: (body: object) => api(vitalSignsSchema, vitalSignsOf(patientId), { method: "POST", body }),
    onSettled: () => changed(client, patientId),
  });
  const form = useZodForm(signsForm, { defaultValues: EMPTY });
  const typed = form.watch();
  const odd = ranges.filter(({ measure: name, low, high }) => {
    const value = parseDecimal(String(typed[name as keyof typeof typed] ?? ""));
    return value !== null && (Number(value) < low || Number(value) > high);
  });
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Registrar signos vitales"
      form={form}
      submitLabel="Registrar signos"
      onSubmit={async ({ remark, ...values }) => {
        const measured = Object.entries(values)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => [name, WHOLE.has(name) ? Number(value) : value]);
        await save.mutateAsync({ ...Object.fromEntries(measured), remark, note_id: noteId });
        announce("Signos registrados");
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        {MEASURES.map((name, place) => (
          <NumberField
            key={name}
            control={form.control}
            name={name}
            label={`${MEASURE[name].label} (${MEASURE[name].unit})`}
            maxLength={8}
            autoFocus={place === 0}
          />
        ))}
      </div>
      <TextField control={form.control} name="remark" label="Observación" optional maxLength={500} />
      {odd.length > 0 && (
        <Alert variant="warning">
          Revise{" "}
          {odd.map(({ measure: name }) => MEASURE[name as (typeof MEASURES)[number]].label.toLowerCase()).join(", ")}:
          está fuera de lo plausible a esta edad. Si es así, regístrelo igual.
        </Alert>
      )}
    </FormSheet>
  );
}

const reasonForm = z.object({ reason: requiredText(300) });

function WithdrawDialog({ signs, onClose }: { signs: VitalSigns; onClose: () => void }) {
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: (body: { reason: string }) =>
      api(vitalSignsSchema, `${VITAL_SIGNS}/${signs.id}/withdraw`, { method: "POST", body }),
    onSettled: () => changed(client, signs.patient_id),
  });
  const form = useZodForm(reasonForm, { defaultValues: { reason: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Retirar estos signos"
      description="Dejan de mostrarse; queda quién los retiró y por qué. Las medidas correctas se registran de nuevo."
      form={form}
      submitLabel="Retirar signos"
      onSubmit={async (values) => {
        await withdraw.mutateAsync(values);
        announce("Signos retirados");
      }}
    >
      <TextField control={form.control} name="reason" label="Motivo" maxLength={300} autoFocus />
    </FormDialog>
  );
}
