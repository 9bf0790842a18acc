import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PACKAGES, PATIENT_PACKAGES } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { includesText } from "@/lib/text";
import { heldDetailSchema, heldSchema, liabilitySchema, packageSchema } from "./schema";

const page = pageOf(heldSchema);

export const packagesQuery = queryOptions(resource(listOf(packageSchema), PACKAGES));

/** What may be sold whose name has this text: the catalogue is short, and asked for once. */
export const packageSearch = (text: string) =>
  queryOptions({
    ...packagesQuery,
    select: (all) => all.filter(({ active, name }) => active && includesText(name, text)),
  });

export const heldQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, PATIENT_PACKAGES, params), placeholderData: keepPreviousData });

export const heldDetailQuery = (id: number) => queryOptions(resource(heldDetailSchema, `${PATIENT_PACKAGES}/${id}`));

export const liabilityQuery = queryOptions(resource(liabilitySchema, `${PACKAGES}/liability`));
