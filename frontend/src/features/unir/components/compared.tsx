"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, Merge } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { CheckboxField, TextareaField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { patientPath } from "@/config/navigation";
import { PatientAlerts } from "@/entities/patient/alerts";
import { invoiceCountQuery, visitCountQuery } from "@/entities/patient/merges";
import type { LikelyDuplicate, Patient } from "@/entities/patient/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { formatCount, formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notify } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { z } from "@/lib/zod-es";
import { useMergeFiles } from "../api";
import { ROWS, takenByItself, type Row } from "../choices";
import { Likeness } from "./likeness";

const mergeForm = z.object({
  reason: z.string().trim().min(3, "Escriba por qué.").max(300),
  sure: z.boolean().refine(Boolean, "Confírmelo antes de unir."),
});

type ComparedProps = { stands: Patient; other: Patient; likely?: LikelyDuplicate };

/** Two files side by side, what becomes of them, and the act. `likely` is why they seem to be of one person. */
export function Compared({ stands, other, likely }: ComparedProps) {
  const router = useRouter();
  const url = useUrlState();
  const merge = useMergeFiles(stands.id);
  const [taken, setTaken] = useState(() => takenByItself(stands, other));
  const form = useZodForm(mergeForm, { defaultValues: { reason: "", sure: false } });
  const rows = ROWS.filter(({ say }) => say(stands) || say(other));
  const differ = rows.filter(({ say }) => say(stands) !== say(other)).length;
  const take = (choice: string, from: boolean) =>
    setTaken((now) => (from ? [...now.filter((one) => one !== choice), choice] : now.filter((one) => one !== choice)));

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <Card className="overflow-hidden">
        <Line header label={<Invert onPress={() => url.set({ id: other.id, con: stands.id })} />}>
          <FileHead patient={stands} badge={<Badge variant="success">Queda</Badge>} />
          <FileHead patient={other} badge={<Badge>Se une</Badge>} />
          <span className="hidden text-base font-semibold lg:block">Resultado</span>
        </Line>
        <Band>{`Datos · ${formatCount(differ, "difiere", "difieren")}`}</Band>
        {rows.map((row) => (
          <Choice
            key={row.choice}
            row={row}
            stands={stands}
            other={other}
            taken={taken.includes(row.choice)}
            onTake={(from) => take(row.choice, from)}
          />
        ))}
        <Band>Clínico · se suma, nunca se elige</Band>
        <Line label="Alertas">
          <PatientAlerts alerts={stands.alerts} denied={stands.no_known_allergies} />
          <PatientAlerts alerts={other.alerts} denied={other.no_known_allergies} />
          <PatientAlerts
            className="hidden lg:flex"
            alerts={stands.alerts && other.alerts && [...stands.alerts, ...other.alerts]}
            denied={stands.no_known_allergies ?? other.no_known_allergies}
          />
        </Line>
        <Counts stands={stands.id} other={other.id} />
      </Card>
      <Card>
        <CardContent className="space-y-4 py-4">
          {likely && (
            <div className="space-y-1 text-sm">
              <p className="text-base font-semibold">Por qué parecen la misma</p>
              <Likeness of={likely} />
            </div>
          )}
          <div className="space-y-2 text-sm text-muted-foreground">
            <p className="text-base font-semibold text-foreground">Qué pasa al unir</p>
            <p>
              La ficha {other.id} deja de aparecer y lleva a la {stands.id}. Sus nombres, documento y teléfono siguen
              encontrando al paciente.
            </p>
            <p>Las notas firmadas y las facturas emitidas conservan el nombre con que salieron.</p>
            <p>Se pueden separar después: cada cosa vuelve a su ficha.</p>
          </div>
          <FormShell
            form={form}
            onSubmit={async ({ reason }) => {
              const body = { from_id: other.id, take: taken, reason };
              await merge.mutateAsync(body);
              form.reset();
              notify(`Las fichas de ${stands.full_name} ya son una`);
              router.push(patientPath(stands.id));
            }}
          >
            <TextareaField control={form.control} name="reason" label="Motivo" rows={2} maxLength={300} />
            <CheckboxField control={form.control} name="sure" label="Lo confirmé con el paciente" />
            <Button type="submit" className="w-full" disabled={form.formState.isSubmitting}>
              <Merge aria-hidden />
              Unir las dos fichas
            </Button>
            <Button variant="outline" className="w-full" asChild>
              <Link href={patientPath(stands.id)}>Decidir después</Link>
            </Button>
          </FormShell>
        </CardContent>
      </Card>
    </div>
  );
}

const Invert = ({ onPress }: { onPress: () => void }) => (
  <Button variant="outline" size="sm" onClick={onPress}>
    <ArrowLeftRight aria-hidden />
    Invertir
  </Button>
);

const Band = ({ children }: { children: ReactNode }) => (
  <p className="border-y border-border bg-muted px-4 py-1.5 text-sm text-muted-foreground">{children}</p>
);

/** A row of the comparison: a label and three columns; on a phone one below the other. */
function Line({ label, header, children }: { label: ReactNode; header?: boolean; children: ReactNode }) {
  return (
    <div
      className={cn(
        "grid min-h-11 grid-cols-2 items-center gap-x-4 gap-y-1.5 px-4 py-2 lg:grid-cols-[9.5rem_1fr_1fr_0.92fr]",
        !header && "border-t border-border first-of-type:border-t-0",
      )}
    >
      <span className="col-span-2 text-sm text-muted-foreground lg:col-span-1">{label}</span>
      {children}
    </div>
  );
}

const FileHead = ({ patient, badge }: { patient: Patient; badge: ReactNode }) => (
  <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
    <span className="min-w-0">
      <Link href={patientPath(patient.id)} className="rounded-sm text-base font-semibold hover:underline">
        Ficha {patient.id}
      </Link>
      <span className="block text-xs text-muted-foreground">{formatDate(patient.created_at)}</span>
    </span>
    {badge}
  </span>
);

type ChoiceProps = { row: Row; stands: Patient; other: Patient; taken: boolean; onTake: (from: boolean) => void };

function Choice({ row: { label, say }, stands, other, taken, onTake }: ChoiceProps) {
  const [mine, theirs] = [say(stands), say(other)];
  const cell = "min-w-0 break-words text-sm";
  if (mine === theirs)
    return (
      <Line label={label}>
        <span className={cn(cell, "text-muted-foreground")}>{mine}</span>
        <span className={cn(cell, "text-muted-foreground")}>{theirs}</span>
        <span className={cn(cell, "hidden lg:block")}>{mine}</span>
      </Line>
    );
  const option = (value: string, text: string | null | undefined, chosen: boolean) => (
    <label className={cn("-my-1 flex min-h-9 items-center gap-2 rounded-md py-1", cell, chosen && "font-medium")}>
      <RadioGroupItem value={value} />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {text || <em className="font-normal text-muted-foreground">sin dato</em>}
      </span>
    </label>
  );
  return (
    <RadioGroup
      aria-label={label}
      value={taken ? "other" : "stands"}
      onValueChange={(value) => onTake(value === "other")}
      className="block border-t border-border first-of-type:border-t-0"
    >
      <Line header label={label}>
        {option("stands", mine, !taken)}
        {option("other", theirs, taken)}
        <span className={cn(cell, "hidden lg:block")}>{(taken ? theirs : mine) || "—"}</span>
      </Line>
    </RadioGroup>
  );
}

/** How much each file holds; who may not see it is not told. */
function Counts({ stands, other }: { stands: number; other: number }) {
  const [visits, invoices] = [useCan("appointments:read"), useCan("invoices:read")];
  if (!visits && !invoices) return null;
  return (
    <>
      <Band>{`Lo que se lee en la ficha ${stands}`}</Band>
      {visits && <Count label="Citas" of={visitCountQuery} stands={stands} other={other} />}
      {invoices && <Count label="Facturas" of={invoiceCountQuery} stands={stands} other={other} />}
    </>
  );
}

type CountProps = { label: string; of: typeof visitCountQuery; stands: number; other: number };

function Count({ label, of, stands, other }: CountProps) {
  const [mine, theirs] = [useQuery(of(stands)).data, useQuery(of(other)).data];
  const number = "text-sm tabular-nums";
  return (
    <Line label={label}>
      <span className={cn(number, "text-muted-foreground")}>{mine ?? "—"}</span>
      <span className={cn(number, "text-muted-foreground")}>{theirs ?? "—"}</span>
      <span className={cn(number, "hidden font-semibold lg:block")}>
        {mine === undefined || theirs === undefined ? "—" : mine + theirs}
      </span>
    </Line>
  );
}
