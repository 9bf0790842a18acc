import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";
import { redraftOfSchema } from "./schema";

/** Signed notes that wait for a co-signature. */
export const COSIGNATURES = "/historia-clinica/waiting-cosignatures";
/** The drafts of whoever looks. */
export const OWN_DRAFTS = "/historia-clinica/own-drafts";

const personSchema = z.object({ id: z.string(), name: z.string() });

/** How a note stands that is co-signed. */
export const supervisionSchema = z.object({
  note_id: z.number(),
  patient_id: z.number(),
  status: z.enum(["DRAFT", "SIGNED"]),
  author: personSchema,
  signed_at: z.string().nullable(),
  supervisor: personSchema.nullable(),
  remark: z.string().nullable(),
  cosigned_by: personSchema.nullable(),
  cosigned_at: z.string().nullable(),
  /** Sent back to its author instead: what they write in its place is what stands. */
  returned: z.object({ by: personSchema, reason: z.string(), at: z.string(), draft_id: z.number() }).nullish(),
});
const waitingSchema = supervisionSchema.extend({ patient_name: z.string(), reason: z.string() });
export type WaitingNote = z.infer<typeof waitingSchema>;

export const handoverSchema = z.object({
  id: z.number(),
  note_id: z.number(),
  from: personSchema,
  to: personSchema,
  by: personSchema,
  note_version: z.number(),
  at: z.string(),
});
const ownDraftSchema = z.object({
  note_id: z.number(),
  patient_id: z.number(),
  patient_name: z.string(),
  appointment_id: z.number().nullable(),
  reason: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  handover: handoverSchema.nullable(),
  redraft_of: redraftOfSchema.nullish(),
});
export type OwnDraft = z.infer<typeof ownDraftSchema>;

const waitingPage = pageOf(waitingSchema);

export const waitingQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(waitingPage, COSIGNATURES, params), placeholderData: keepPreviousData });

/** What waits for whoever looks, as the bell counts it. */
export const myWaitingQuery = queryOptions(resource(waitingPage, COSIGNATURES, { limit: 5, total: true }));

export const ownDraftsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(pageOf(ownDraftSchema), OWN_DRAFTS, params), placeholderData: keepPreviousData });
