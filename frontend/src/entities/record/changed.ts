import type { QueryClient } from "@tanstack/react-query";
import { patientQuery } from "@/entities/patient/queries";
import { PATIENTS, TIMELINES } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { exportsOf } from "./exports";
import { COSIGNATURES, OWN_DRAFTS } from "./pending";
import { historyOf } from "./queries";
import { OPENINGS } from "./restrictions";

const LISTS_OF_NOTES = /^\/historia-clinica\/(patients|appointments)\/\d+\/notes$/;

/** An antecedent was written. The alerts of the file are made from them, so both are asked again. */
export const historyChanged = (client: QueryClient, patientId: number) =>
  Promise.all([
    invalidate(client, [historyOf(patientId)]),
    client.invalidateQueries({ ...patientQuery(patientId), exact: true }),
  ]);

/** A note was signed, co-signed or added to, or its draft changed hands. */
export const notesChanged = (client: QueryClient) =>
  invalidate(client, [LISTS_OF_NOTES, "/historia-clinica/notes", TIMELINES, COSIGNATURES, OWN_DRAFTS]);

/** Who reads a note was decided, or somebody opened one: what hangs from it comes and goes with it. */
export const restrictionsChanged = (client: QueryClient) =>
  invalidate(client, [PATIENTS, "/historia-clinica/appointments", "/historia-clinica/notes", OPENINGS]);

/** A copy of the record was asked for. */
export const exportsChanged = (client: QueryClient, patientId: number) => invalidate(client, [exportsOf(patientId)]);

/** A draft was saved by its editor, which knows it already: lists show what was written. */
export const draftSaved = (client: QueryClient) => invalidate(client, [LISTS_OF_NOTES, TIMELINES]);
