import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import { growing, resource } from "@/lib/resource";
import { favouriteSchema, medicineSchema, ownSignatureSchema, prescriptionSchema } from "./schema";

const SERVICE = "/historia-clinica";
export const MEDICINES = `${SERVICE}/medicines`;
export const PRESCRIPTIONS = `${SERVICE}/prescriptions`;
export const OWN_SIGNATURE = `${SERVICE}/own-signing-certificate`;
export const FAVOURITES = `${SERVICE}/prescription-templates`;

export const prescriptionsOf = (patientId: number) => `${PATIENTS}/${patientId}/prescriptions`;
export const prescriptionPdf = (id: number) => `/api${PRESCRIPTIONS}/${id}/pdf`;

export const prescriptionsQuery = (patientId: number) =>
  // Reading a record leaves a trace in the log: once a minute says enough.
  infiniteQueryOptions({
    ...growing(prescriptionSchema, prescriptionsOf(patientId), { limit: 20 }),
    staleTime: 60_000,
  });

export const medicineSearch = (text: string) =>
  queryOptions({
    ...resource(pageOf(medicineSchema), MEDICINES, { search: text, active: true, limit: 20 }),
    select: (page) => page.data,
  });

export const medicinesQuery = (search: string) =>
  queryOptions({
    ...resource(pageOf(medicineSchema), MEDICINES, { search, limit: 50 }),
    placeholderData: keepPreviousData,
  });

export const favouritesQuery = queryOptions(resource(listOf(favouriteSchema), FAVOURITES));

export const ownSignatureQuery = queryOptions({
  ...resource(ownSignatureSchema, OWN_SIGNATURE),
  select: ({ certificate }) => certificate,
});
