import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { APPOINTMENTS } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import { fileOf } from "@/lib/http";
import { invalidate, resource } from "@/lib/resource";
import { outageSchema, paperNoteSchema, paperVisitSchema } from "./schema";

export const OUTAGES = "/citas/outages";
export const PAPER_NOTES = "/historia-clinica/paper-notes";

/** The day's agenda with its alerts, and a sheet for each visit. */
export const packageHref = "/api/citas/outage-package.pdf";
export const takePackage = () => fileOf("/citas/outage-package.pdf");

export const outagesQuery = queryOptions({
  ...resource(pageOf(outageSchema), OUTAGES, { limit: 50 }),
  select: (page) => page.data,
});
export const paperVisitsQuery = (id: number) =>
  queryOptions(resource(listOf(paperVisitSchema), `${OUTAGES}/${id}/visits`));
export const paperNotesQuery = (id: number) =>
  queryOptions(resource(listOf(paperNoteSchema), PAPER_NOTES, { outage_id: id }));

/** An outage was recorded, or a visit was entered. */
export const outagesChanged = (client: QueryClient) => invalidate(client, [OUTAGES, PAPER_NOTES, APPOINTMENTS]);
