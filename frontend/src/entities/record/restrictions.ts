import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PATIENTS, ROLES } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

/** Restricted notes that somebody opened with a reason. */
export const OPENINGS = "/historia-clinica/note-openings";

const personSchema = z.object({ id: z.string(), name: z.string() });

/** That there is a restricted note, and nothing that it says. */
export const restrictedNoteSchema = z.object({
  note_id: z.number(),
  patient_id: z.number(),
  appointment_id: z.number().nullable(),
  status: z.enum(["DRAFT", "SIGNED"]),
  author: personSchema,
  created_at: z.string(),
  roles: z.array(z.string()).nullable(),
  restricted_by: personSchema.nullable(),
  restricted_at: z.string().nullable(),
  readable: z.boolean(),
  open_until: z.string().nullable(),
});
export type RestrictedNote = z.infer<typeof restrictedNoteSchema>;

export const openingSchema = z.object({
  id: z.number(),
  note_id: z.number(),
  patient_id: z.number(),
  patient_name: z.string(),
  author: personSchema,
  reason: z.string(),
  opened_by: personSchema,
  role: z.string(),
  opened_at: z.string(),
  expires_at: z.string(),
  reviewed_by: personSchema.nullable(),
  reviewed_at: z.string().nullable(),
});
export type Opening = z.infer<typeof openingSchema>;

const roleNameSchema = z.object({ id: z.number(), name: z.string() });

export const restrictedNotesQuery = (patientId: number) =>
  queryOptions({
    ...resource(listOf(restrictedNoteSchema), `${PATIENTS}/${patientId}/restricted-notes`),
    staleTime: 60_000,
  });

/** The roles that read notes: whom a restriction may name. */
export const readersQuery = queryOptions({
  ...resource(listOf(roleNameSchema), `${ROLES}/readers`),
  staleTime: 5 * 60_000,
});

export const openingsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(pageOf(openingSchema), OPENINGS, params), placeholderData: keepPreviousData });
