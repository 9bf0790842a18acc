import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { growing, resource } from "@/lib/resource";
import {
  autoclavesSchema,
  cycleSchema,
  lotVisitSchema,
  materialUseSchema,
  packSchema,
  packUseSchema,
  usableLotSchema,
  visitMaterialsSchema,
} from "./schema";

export const MATERIAL_USES = "/inventario/material-uses";
export const PACK_USES = "/inventario/pack-uses";
export const VISIT_MATERIALS = "/inventario/visit-materials";
export const LOTS = "/inventario/lots";
export const CYCLES = "/inventario/sterilisation-cycles";
export const PACKS = "/inventario/sterile-packs";

/** What was used of lots, and which packs were opened: of a patient, the latest first. */
export const materialUsesOf = (patientId: number) =>
  infiniteQueryOptions(growing(materialUseSchema, MATERIAL_USES, { patient_id: patientId, limit: 100 }));
export const packUsesOf = (patientId: number) =>
  infiniteQueryOptions(growing(packUseSchema, PACK_USES, { patient_id: patientId, limit: 100 }));
/** In whom packs of a cycle were opened. */
export const packUsesOfCycle = (cycleId: number) =>
  queryOptions(resource(pageOf(packUseSchema), PACK_USES, { cycle_id: cycleId, limit: 100 }));

export const visitMaterialsQuery = (appointmentId: number) =>
  queryOptions(resource(visitMaterialsSchema, VISIT_MATERIALS, { appointment_id: appointmentId }));

export const usableLotSearch = (text: string) =>
  queryOptions({
    ...resource(pageOf(usableLotSchema), LOTS, { search: text, limit: 20 }),
    select: (page) => page.data,
  });
export const readyPackSearch = (text: string) =>
  queryOptions({
    ...resource(pageOf(packSchema), PACKS, { search: text, ready: true, limit: 20 }),
    select: (page) => page.data,
  });

/** In which patients a lot was used. */
export const lotVisitsQuery = (lotId: number) =>
  infiniteQueryOptions(growing(lotVisitSchema, `${LOTS}/${lotId}/patients`, { limit: 100 }));

export const cyclesQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(pageOf(cycleSchema), CYCLES, params), placeholderData: keepPreviousData });
export const autoclavesQuery = queryOptions(resource(autoclavesSchema, `${CYCLES}/autoclaves`));
export const packsOfCycle = (cycleId: number) =>
  queryOptions(resource(pageOf(packSchema), PACKS, { cycle_id: cycleId, limit: 100 }));
export const labelsHref = (cycleId: number) => `/api${CYCLES}/${cycleId}/labels.pdf`;
