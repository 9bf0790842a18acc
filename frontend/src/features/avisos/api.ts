import { useMutation, useQueryClient } from "@tanstack/react-query";
import { REMINDER_RULES, REMINDERS } from "@/entities/paths";
import { changed } from "@/entities/reminder/changed";
import {
  previewSchema,
  ruleSchema,
  settingsSchema,
  visitReminderSchema,
  type Rule,
  type Settings,
} from "@/entities/reminder/schema";
import { api } from "@/lib/api";

type RuleBody = Partial<Omit<Rule, "id" | "version" | "treatments">> & { treatment_ids?: number[] };

/** Writes a rule: a new one, or what changes of `rule`. */
export function useSaveRule(rule?: Rule) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RuleBody) =>
      rule
        ? api(ruleSchema, `${REMINDER_RULES}/${rule.id}`, { method: "PATCH", body, version: rule.version })
        : api(ruleSchema, REMINDER_RULES, { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

export function useSaveSettings(settings: Settings) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<Settings, "version">) =>
      api(settingsSchema, "/citas/reminder-settings", { method: "PUT", body, version: settings.version }),
    onSettled: () => changed(client),
  });
}

/** The words as a patient would read them. Nothing is written. */
export const usePreview = () =>
  useMutation({
    mutationFn: (body: { subject: string; body: string }) =>
      api(previewSchema, `${REMINDER_RULES}/preview`, { method: "POST", body }),
  });

/** Notes a message as sent, takes that back, or notes that a request for another hour was taken care of. */
export function useNote(what: "sent" | "taken-back" | "handled") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(visitReminderSchema, `${REMINDERS}/${id}/${what}`, { method: "POST", body: {} }),
    onSettled: () => changed(client),
  });
}
