"use client";

import { useQuery } from "@tanstack/react-query";
import { BellRing, Plus } from "lucide-react";
import { useState } from "react";
import { TimeField } from "@/components/form/date-fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { Can } from "@/components/patterns/can";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { Skeleton } from "@/components/ui/skeleton";
import { rulesQuery, settingsQuery } from "@/entities/reminder/queries";
import type { Rule, Settings } from "@/entities/reminder/schema";
import { beforeWords, CHANNEL, MOMENT } from "@/entities/reminder/words";
import { messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { notify } from "@/lib/toast";
import { useSaveRule, useSaveSettings } from "../api";
import { quietForm } from "../forms";
import { RecallRules } from "./recall-rules";
import { RuleRow } from "./rule-row";
import { RuleSheet } from "./rule-sheet";

/** What is sent when, by which channel and in which words; and when nothing is. */
export function RulesSection() {
  const rules = useQuery(rulesQuery);
  const settings = useQuery(settingsQuery);
  const [editing, setEditing] = useState<{ rule?: Rule } | null>(null);
  if (rules.isError) return <ErrorState error={rules.error} what="las reglas" onRetry={() => void rules.refetch()} />;
  if (!rules.data) return <Skeleton className="h-64 w-full rounded-xl" />;
  const add = (
    <Can permission="reminders:write">
      <Button variant="outline" size="sm" onClick={() => setEditing({})}>
        <Plus aria-hidden />
        Nueva regla
      </Button>
    </Can>
  );
  return (
    <div className="space-y-4">
      <Card aria-label="Reglas de avisos">
        <CardHeader className="pb-3">
          <CardTitle>Reglas de avisos</CardTitle>
          {rules.data.length > 0 && <CardAction>{add}</CardAction>}
        </CardHeader>
        {rules.data.length === 0 && (
          <EmptyState bare icon={BellRing} title="Todavía no se avisa nada" className="pb-8 pt-4" action={add}>
            Por ejemplo, un correo dos días antes y un WhatsApp tres horas antes.
          </EmptyState>
        )}
        <ul>
          {rules.data.map((rule) => (
            <ReminderRuleRow key={rule.id} rule={rule} onEdit={() => setEditing({ rule })} />
          ))}
        </ul>
      </Card>
      <RecallRules />
      {settings.data && <QuietHours key={settings.data.version} settings={settings.data} />}
      {editing && <RuleSheet rule={editing.rule} onClose={() => setEditing(null)} />}
    </div>
  );
}

function ReminderRuleRow({ rule, onEdit }: { rule: Rule; onEdit: () => void }) {
  const when = rule.minutes_before ? beforeWords(rule.minutes_before) : MOMENT[rule.moment];
  const whom = rule.treatments.map(({ name }) => name).join(", ");
  return (
    <RuleRow rule={rule} called="la regla" done="se avisa" save={useSaveRule(rule)} onEdit={onEdit}>
      {when} · {CHANNEL[rule.channel]}
      {whom && ` · ${whom}`}
    </RuleRow>
  );
}

function QuietHours({ settings }: { settings: Settings }) {
  const canWrite = useCan("reminders:write");
  const save = useSaveSettings(settings);
  const form = useZodForm(quietForm, {
    defaultValues: { quiet_from: settings.quiet_from, quiet_to: settings.quiet_to },
  });
  return (
    <Card aria-label="Horas de silencio">
      <Form {...form}>
        <form
          noValidate
          onSubmit={form.handleSubmit(async (values) => {
            await save.mutateAsync(values).then(
              () => notify("Horas de silencio guardadas"),
              () => undefined,
            );
          })}
        >
          <CardHeader>
            <CardTitle>Horas de silencio</CardTitle>
          </CardHeader>
          <CardContent className="space-y-3">
            {save.error && <Alert variant="destructive">{messageOf(save.error)}</Alert>}
            <div className="grid max-w-80 grid-cols-2 gap-3">
              <TimeField control={form.control} name="quiet_from" label="Desde" disabled={!canWrite} />
              <TimeField control={form.control} name="quiet_to" label="Hasta" disabled={!canWrite} />
            </div>
            <p className="text-sm text-muted-foreground">
              Lo que caería en ellas sale al terminar; si entonces falta menos de una hora para la cita, sale antes de
              que empiecen.
            </p>
          </CardContent>
          {canWrite && (
            <CardFooter className="justify-end">
              <Button type="submit" variant="outline" loading={save.isPending} disabled={!form.formState.isDirty}>
                Guardar horas
              </Button>
            </CardFooter>
          )}
        </form>
      </Form>
    </Card>
  );
}
