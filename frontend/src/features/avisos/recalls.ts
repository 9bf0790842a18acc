import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RECALL_RULES, RECALLS } from "@/entities/paths";
import {
  recallRuleSchema,
  recallsChanged,
  recallSchema,
  type Recall,
  type RecallRule,
} from "@/entities/reminder/recalls";
import { api } from "@/lib/api";
import { integer, oneLine, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const recallRuleForm = z.object({
  name: oneLine(80),
  months: integer({ min: 1, max: 60 }),
  treatment_ids: z
    .array(z.object({ id: z.number(), name: z.string() }))
    .min(1, "Elija al menos un tratamiento.")
    .max(50),
  subject: oneLine(150),
  body: requiredText(2000),
});

/** What a new rule begins with: a cleaning every six months. */
export const recallRuleValues = (rule?: RecallRule): z.input<typeof recallRuleForm> => ({
  name: rule?.name ?? "Limpieza cada seis meses",
  months: String(rule?.months ?? 6) as unknown as number,
  treatment_ids: rule?.treatments ?? [],
  subject: rule?.subject ?? "Ya es hora de su control",
  body:
    rule?.body ??
    "Hola, {nombre}:\n\nSu última visita fue en {ultima} y ya es hora de su control. ¿Le agendamos una cita? Responda este mensaje o llámenos al {telefono}.\n\n{clinica}",
});

type RuleBody = Partial<Omit<RecallRule, "id" | "version" | "treatments">> & { treatment_ids?: number[] };

export function useSaveRecallRule(rule?: RecallRule) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RuleBody) =>
      rule
        ? api(recallRuleSchema, `${RECALL_RULES}/${rule.id}`, { method: "PATCH", body, version: rule.version })
        : api(recallRuleSchema, RECALL_RULES, { method: "POST", body }),
    onSettled: () => recallsChanged(client),
  });
}

export type RecallAct =
  | { what: "contacted"; body: { how: "CALL" | "WHATSAPP" } }
  | { what: "mail" | "restore"; body?: undefined }
  | { what: "snooze"; body: { until: string; reason: string } }
  | { what: "dismiss"; body: { reason: string } };

/** What was done about one: it answers with the recall as it is now, whose version the way back needs. */
export function useRecallAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ recall, what, body }: { recall: Recall } & RecallAct) =>
      api(recallSchema, `${RECALLS}/${recall.id}/${what}`, {
        method: "POST",
        body: body ?? {},
        version: recall.version,
      }),
    onSettled: () => recallsChanged(client),
  });
}
