"use client";

import { CAME_BY_LABEL, CHANNEL_LABEL, EDUCATION_LABEL, ETHNICITY_LABEL, MARITAL_LABEL } from "./admission";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useFormState, useWatch } from "react-hook-form";
import { SelectField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import type { AnyForm } from "@/components/form/use-zod-form";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "@/components/ui/collapsible";
import { COUNTRIES } from "@/lib/countries";
import { ageOn, today } from "@/lib/dates";
import { cn } from "@/lib/utils";
import { tagsOf, UNSAID, type PatientInput, type PatientValues } from "./form";
import { NameField } from "./name-field";
import { tagsQuery } from "./queries";
import { CAME_BY, CHANNELS, EDUCATIONS, ETHNICITIES, MARITAL_STATUSES } from "./schema";

type Form = AnyForm<PatientInput, PatientValues>;
type Field = keyof PatientInput;
type Props = { form: Form; labels: Record<Field, string> };

const UNANSWERED = { value: UNSAID, label: "Sin registrar" };
const choices = <T extends string>(values: readonly T[], words: Record<T, string>) => [
  UNANSWERED,
  ...values.map((value) => ({ value, label: words[value] })),
];

const GUARDIAN = ["guardian_name", "guardian_relation", "guardian_document", "guardian_phone"] as const;
const INSURANCE = ["insurer", "insurance_number"] as const;
const ADMISSION = ["nationality", "birth_place", "ethnicity", "marital_status", "education", "workplace"] as const;
const CLINIC = ["preferred_channel", "came_by", "tags"] as const;

/** What is asked when there is time, each part closed until it is wanted: registering stays short. */
export function AdmissionFields({ form, labels: L }: Props) {
  const { control } = form;
  const born = useWatch({ control, name: "birth_date" });
  const minor = /^\d{4}-\d\d-\d\d$/.test(born ?? "") && ageOn(born!) < 18 && born! <= today();
  const text = { control, autoComplete: "off", optional: true } as const;
  return (
    <div className="divide-y divide-border border-y border-border">
      <Part
        form={form}
        title="Quién firma por el paciente"
        hint={minor ? "Es menor de edad" : undefined}
        fields={GUARDIAN}
        wanted={minor}
      >
        <NameField {...text} name="guardian_name" label={L.guardian_name} maxLength={100} />
        <TextField {...text} name="guardian_relation" label={L.guardian_relation} placeholder="Madre" maxLength={60} />
        <TextField
          {...text}
          name="guardian_document"
          label={L.guardian_document}
          inputClassName="font-mono"
          maxLength={40}
        />
        <TextField {...text} name="guardian_phone" label={L.guardian_phone} type="tel" inputMode="tel" />
      </Part>
      <Part form={form} title="Seguro" fields={INSURANCE}>
        <TextField {...text} name="insurer" label={L.insurer} placeholder="IESS" maxLength={100} />
        <TextField
          {...text}
          name="insurance_number"
          label={L.insurance_number}
          inputClassName="font-mono"
          maxLength={40}
        />
      </Part>
      <Part form={form} title="Formulario de admisión" fields={ADMISSION}>
        <SelectField
          control={control}
          name="nationality"
          label={L.nationality}
          options={[UNANSWERED, ...COUNTRIES]}
          optional
        />
        <TextField {...text} name="birth_place" label={L.birth_place} placeholder="Quito" maxLength={100} />
        <SelectField
          control={control}
          name="ethnicity"
          label={L.ethnicity}
          options={choices(ETHNICITIES, ETHNICITY_LABEL)}
          optional
        />
        <SelectField
          control={control}
          name="marital_status"
          label={L.marital_status}
          options={choices(MARITAL_STATUSES, MARITAL_LABEL)}
          optional
        />
        <SelectField
          control={control}
          name="education"
          label={L.education}
          options={choices(EDUCATIONS, EDUCATION_LABEL)}
          optional
        />
        <TextField {...text} name="workplace" label={L.workplace} maxLength={100} />
      </Part>
      <Part form={form} title="Cómo llegó, mensajes y etiquetas" fields={CLINIC}>
        <SelectField
          control={control}
          name="came_by"
          label={L.came_by}
          options={choices(CAME_BY, CAME_BY_LABEL)}
          optional
        />
        <SelectField
          control={control}
          name="preferred_channel"
          label={L.preferred_channel}
          options={choices(CHANNELS, CHANNEL_LABEL)}
          optional
        />
        <TagsField form={form} label={L.tags} />
      </Part>
    </div>
  );
}

type PartProps = {
  form: Form;
  title: string;
  hint?: string;
  fields: readonly Field[];
  /** Open until somebody closes it. */
  wanted?: boolean;
  children: ReactNode;
};

/** One part: open where there is something in it or something wrong, and when somebody opens it. */
function Part({ form, title, hint, fields, wanted = false, children }: PartProps) {
  const { errors } = useFormState({ control: form.control });
  const [filled] = useState(
    () => fields.filter((field) => !["", UNSAID].includes(String(form.getValues(field)))).length,
  );
  const [chosen, setChosen] = useState<boolean | null>(null);
  const wrong = fields.some((field) => errors[field]);
  const open = wrong || (chosen ?? (wanted || filled > 0));
  return (
    <Collapsible open={open} onOpenChange={setChosen}>
      <CollapsibleTrigger className="flex min-h-11 w-full items-center gap-2 rounded-sm py-2 text-left text-base font-semibold">
        {title}
        {hint && <span className="text-sm font-normal text-muted-foreground">{hint}</span>}
        <ChevronDown
          className={cn("ml-auto size-4 shrink-0 text-muted-foreground", open && "rotate-180")}
          aria-hidden
        />
      </CollapsibleTrigger>
      <CollapsibleContent>
        <FormGrid className="pb-4 pt-1">{children}</FormGrid>
      </CollapsibleContent>
    </Collapsible>
  );
}

/** Words between commas, with those already in use one press away. */
function TagsField({ form, label }: { form: Form; label: string }) {
  const { data } = useQuery(tagsQuery());
  const typed = useWatch({ control: form.control, name: "tags" }) ?? "";
  const has = tagsOf(typed);
  const offered = (data ?? []).map(({ name }) => name).filter((name) => !has.includes(name));
  return (
    <TextField
      control={form.control}
      name="tags"
      label={label}
      autoComplete="off"
      maxLength={320}
      optional
      className="sm:col-span-2"
      placeholder="ortodoncia, convenio"
      hint={
        <>
          Separadas por comas.
          {offered.slice(0, 8).map((name) => (
            <button
              key={name}
              type="button"
              onClick={() => form.setValue("tags", [...has, name].join(", "), { shouldDirty: true })}
              className="ml-2 rounded-sm text-primary underline-offset-4 hover:underline"
            >
              + {name}
            </button>
          ))}
        </>
      }
    />
  );
}
