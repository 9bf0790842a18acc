import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { RECALL_RULES, RECALLS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { growing, invalidate, resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";
import { CHANNELS } from "./schema";

export const recallRuleSchema = z.object({
  id: z.number(),
  name: z.string(),
  months: z.number(),
  treatments: z.array(z.object({ id: z.number(), name: z.string() })),
  subject: z.string(),
  body: z.string(),
  active: z.boolean(),
  version: z.number(),
});
export type RecallRule = z.infer<typeof recallRuleSchema>;

/** Who is due again, and what came of it so far. */
export const recallSchema = z.object({
  id: z.number(),
  patient: z.object({
    id: z.number(),
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }),
  rule: z.object({ id: z.number(), name: z.string(), months: z.number() }),
  /** What was done then, to be booked again. */
  treatment_id: z.number().nullable().default(null),
  last_visit_at: z.string(),
  due_on: z.string(),
  state: z.enum(["OPEN", "DISMISSED"]),
  snoozed_until: z.string().nullable(),
  reason: z.string().nullable(),
  contacted_at: z.string().nullable(),
  contacted_how: z.enum(["CALL", "WHATSAPP", "MAIL"]).nullable(),
  contacted_by: z.string().nullable(),
  contacts: z.number(),
  prefers: z.enum(CHANNELS).nullable(),
  version: z.number(),
});
export type Recall = z.infer<typeof recallSchema>;

export const recallMessageSchema = z.object({
  text: z.string(),
  talk: z.string().nullable(),
  missing: z.array(z.string()),
});

export type RecallView = "DUE" | "SNOOZED" | "DISMISSED";

export const recallsQuery = (show: RecallView, ruleId: number | null) =>
  infiniteQueryOptions(growing(recallSchema, RECALLS, { show, rule_id: ruleId ?? undefined }));

export const recallRulesQuery = queryOptions(resource(listOf(recallRuleSchema), RECALL_RULES));

/** The words of a rule for one patient, as their data are now. */
export const recallMessageQuery = (id: number) =>
  queryOptions({ ...resource(recallMessageSchema, `${RECALLS}/${id}/message`), gcTime: 0, retry: false });

export const recallsChanged = (client: QueryClient) => invalidate(client, [RECALLS, RECALL_RULES]);
