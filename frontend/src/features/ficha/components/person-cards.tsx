"use client";

import {
  type DataConsent,
  dataConsentsQuery,
  type FamilyLink,
  familyQuery,
  type Purpose,
  PURPOSE_LABEL,
  PURPOSES,
  RELATION_LABEL,
  RELATIONS,
} from "@/entities/patient/admission";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck, ShieldOff, Users, X } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { FormDialog } from "@/components/form/form-sheet";
import { FieldFrame, SelectField, TextField } from "@/components/form/fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { ErrorState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "@/components/ui/collapsible";
import { Skeleton } from "@/components/ui/skeleton";
import { patientPath } from "@/config/navigation";
import { PatientPicker } from "@/entities/patient/patient-picker";

import { type Patient } from "@/entities/patient/schema";

import { requiredText } from "@/lib/fields";
import { ageOn } from "@/lib/dates";
import { formatAge, formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useConsent, useLinkRelative, useUnlinkRelative } from "../api";
import { MergedFiles } from "./merged-files";
import { SectionCard } from "./section-card";

/** What the patient agreed to, and who of their family is a patient too. */
export function PersonCards({ patient }: { patient: Patient }) {
  return (
    <>
      <MergedFiles patient={patient} />
      <ConsentsCard patient={patient} />
      <FamilyCard patient={patient} />
    </>
  );
}

const Loading = ({ what }: { what: string }) => (
  <div role="status" aria-label={`Cargando ${what}`} className="space-y-2 p-4">
    <Skeleton className="w-48" />
    <Skeleton className="w-64" />
  </div>
);

type Asked = { purpose: Purpose; given: boolean; text: string };

/** Consent to the use of data and to messages: each with its state, what was read, and who signed. */
function ConsentsCard({ patient }: { patient: Patient }) {
  const { data, error, refetch } = useQuery(dataConsentsQuery(patient.id));
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <SectionCard title="Consentimientos de datos">
      {error && !data ? (
        <ErrorState bare error={error} what="los consentimientos" onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="los consentimientos" />
      ) : (
        <ul className="divide-y divide-border">
          {PURPOSES.map((purpose) => {
            const acts = data.data.filter((act) => act.purpose === purpose);
            const text = data.texts.find((one) => one.purpose === purpose);
            return (
              <ConsentRow
                key={purpose}
                purpose={purpose}
                acts={acts}
                inForce={text?.version ?? 0}
                onAsk={(given) => setAsked({ purpose, given, text: (given ? text?.text : acts[0]?.text) ?? "" })}
              />
            );
          })}
        </ul>
      )}
      {asked && <ConsentDialog patient={patient} asked={asked} onClose={() => setAsked(null)} />}
    </SectionCard>
  );
}

type RowProps = { purpose: Purpose; acts: DataConsent[]; inForce: number; onAsk: (given: boolean) => void };

function ConsentRow({ purpose, acts, inForce, onAsk }: RowProps) {
  const canWrite = useCan("patients:write");
  const [last] = acts;
  const stands = last?.given === true;
  const outdated = stands && last.text_version < inForce;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 text-base font-medium">
          {PURPOSE_LABEL[purpose]}
          {stands ? (
            <Badge variant="success" icon={ShieldCheck}>
              Autorizado
            </Badge>
          ) : (
            <Badge variant={last ? "warning" : "neutral"} icon={ShieldOff}>
              {last ? "Retirado" : "Sin autorizar"}
            </Badge>
          )}
        </p>
        {last && <p className="mt-0.5 text-sm text-muted-foreground">{actWords(last)}</p>}
        {outdated && <p className="mt-0.5 text-sm">El texto cambió desde entonces: pídalo otra vez.</p>}
        {acts.length > 1 && (
          <Collapsible>
            <CollapsibleTrigger className="mt-1 rounded-sm text-sm text-primary underline-offset-4 hover:underline">
              Ver lo anterior
            </CollapsibleTrigger>
            <CollapsibleContent>
              <ul className="mt-1 space-y-0.5 text-sm text-muted-foreground">
                {acts.slice(1).map((act) => (
                  <li key={act.id}>{actWords(act)}</li>
                ))}
              </ul>
            </CollapsibleContent>
          </Collapsible>
        )}
      </div>
      {canWrite && (
        <span className="flex gap-2">
          {(!stands || outdated) && (
            <Button variant="outline" size="sm" onClick={() => onAsk(true)}>
              Registrar<span className="sr-only"> consentimiento: {PURPOSE_LABEL[purpose]}</span>
            </Button>
          )}
          {stands && (
            <Button variant="ghost" size="sm" onClick={() => onAsk(false)}>
              Retirar<span className="sr-only"> consentimiento: {PURPOSE_LABEL[purpose]}</span>
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

/** `Lo autorizó Ana Pérez el 24 nov 2026 · texto 1 · registró Rosa Vera` */
const actWords = ({ given, given_by, created_at, text_version, recorded_by }: DataConsent) =>
  `${given ? "Lo autorizó" : "Lo retiró"} ${given_by} el ${formatDate(created_at)} · texto ${text_version} · registró ${recorded_by.name}`;

const consentForm = z.object({ given_by: requiredText(200) });

function ConsentDialog({ patient, asked, onClose }: { patient: Patient; asked: Asked; onClose: () => void }) {
  const consent = useConsent(patient.id);
  const young = patient.birth_date ? ageOn(patient.birth_date) < 18 : false;
  const signer = young ? (patient.guardian_name ?? "") : patient.full_name;
  const form = useZodForm(consentForm, { defaultValues: { given_by: signer } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${asked.given ? "Registrar" : "Retirar"}: ${PURPOSE_LABEL[asked.purpose].toLowerCase()}`}
      form={form}
      submitLabel={asked.given ? "Registrar consentimiento" : "Retirar consentimiento"}
      onSubmit={async ({ given_by }) => {
        await consent.mutateAsync({ purpose: asked.purpose, given: asked.given, given_by });
        announce(asked.given ? "Consentimiento registrado" : "Consentimiento retirado");
      }}
    >
      <blockquote className="rounded-md bg-muted px-3 py-2 text-sm leading-6">{asked.text}</blockquote>
      <TextField
        control={form.control}
        name="given_by"
        label={asked.given ? "Quién firma" : "Quién lo retira"}
        hint={young ? "Es menor de edad: firma quien lo representa." : undefined}
        autoComplete="off"
        maxLength={200}
      />
    </FormDialog>
  );
}

function FamilyCard({ patient }: { patient: Patient }) {
  const { data, error, refetch } = useQuery(familyQuery(patient.id));
  const canWrite = useCan("patients:write");
  const [adding, setAdding] = useState(false);
  const add = canWrite && (
    <Button variant="outline" size="sm" onClick={() => setAdding(true)}>
      Agregar familiar
    </Button>
  );
  const some = data !== undefined && data.length > 0;
  return (
    <SectionCard title="Familia" action={some && add}>
      {error && !data ? (
        <ErrorState bare error={error} what="la familia" onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="la familia" />
      ) : some ? (
        <ul className="divide-y divide-border">
          {data.map((link) => (
            <RelativeRow key={link.id} link={link} canWrite={canWrite} />
          ))}
        </ul>
      ) : (
        <div className="flex flex-wrap items-center gap-3 px-4 py-5 text-sm text-muted-foreground">
          <Users className="size-5 shrink-0" aria-hidden />
          <span className="min-w-0 flex-1">Ningún familiar suyo consta como paciente.</span>
          {add}
        </div>
      )}
      {adding && <RelativeDialog patient={patient} onClose={() => setAdding(false)} />}
    </SectionCard>
  );
}

function RelativeRow({ link, canWrite }: { link: FamilyLink; canWrite: boolean }) {
  const unlink = useUnlinkRelative();
  const { relative, relation } = link;
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2">
      <span className="min-w-0 flex-1">
        <Link href={patientPath(relative.id)} className="rounded-sm text-base font-medium hover:underline">
          {relative.full_name}
        </Link>
        {!relative.active && <StateBadge state="inactive" className="ml-2 align-middle" />}
        <span className="block text-sm text-muted-foreground">
          {[RELATION_LABEL[relation], relative.birth_date && formatAge(relative.birth_date)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      {canWrite && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Quitar a ${relative.full_name} de la familia`}
          disabled={unlink.isPending}
          onClick={() => unlink.mutate(link.id, { onSuccess: () => announce("Familiar quitado") })}
        >
          <X aria-hidden />
        </Button>
      )}
    </li>
  );
}

const relativeForm = z.object({
  relative_id: z
    .number()
    .nullable()
    .refine((id) => id !== null, "Elija a quién."),
  relation: z.enum(RELATIONS),
});

function RelativeDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const link = useLinkRelative(patient.id);
  const [name, setName] = useState<string | null>(null);
  const form = useZodForm(relativeForm, { defaultValues: { relative_id: null as number | null, relation: "PARENT" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Agregar familiar"
      description={`Otra persona del registro, y qué es de ${patient.full_name}.`}
      form={form}
      submitLabel="Agregar familiar"
      onSubmit={async ({ relative_id, relation }) => {
        if (relative_id === null) return;
        await link.mutateAsync({ relative_id, relation });
        announce("Familiar registrado");
      }}
    >
      <FieldFrame
        control={form.control}
        name="relative_id"
        label="Familiar"
        render={({ ref, onBlur }) => (
          <PatientPicker
            ref={ref}
            onBlur={onBlur}
            value={name}
            onSelect={(found) => {
              setName(found.full_name);
              form.setValue("relative_id", found.id, { shouldDirty: true, shouldValidate: true });
            }}
          />
        )}
      />
      <SelectField
        control={form.control}
        name="relation"
        label="Qué es del paciente"
        options={RELATIONS.map((value) => ({ value, label: RELATION_LABEL[value] }))}
      />
    </FormDialog>
  );
}
