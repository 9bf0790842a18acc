import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { api } from "@/lib/api";
import { growing, resource } from "@/lib/resource";
import {
  consentSchema,
  linkSchema,
  missingSchema,
  previewSchema,
  requestsSchema,
  templatesSchema,
  type ProcedureConsent,
} from "./schema";

const SERVICE = "/historia-clinica";
export const TEMPLATES = `${SERVICE}/consent-templates`;
export const CONSENTS = `${SERVICE}/procedure-consents`;
export const REQUESTS = `${SERVICE}/consent-requests`;
export const MISSING = `${SERVICE}/consents/missing`;

export const consentsOf = (patientId: number) => `${PATIENTS}/${patientId}/procedure-consents`;

export const requestsOf = (patientId: number) => `${PATIENTS}/${patientId}/consent-requests`;

/** What the patient was sent and may still sign. */
export const requestsQuery = (patientId: number) => queryOptions(resource(requestsSchema, requestsOf(patientId)));

/** A new link each time: the clinic keeps none. */
export const requestLinkQuery = (id: number) =>
  queryOptions({
    queryKey: ["link", REQUESTS, id],
    queryFn: () => api(linkSchema, `${REQUESTS}/${id}/links`, { method: "POST", body: {} }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });

// Looking leaves a trace in the log: once a minute says enough.
export const consentsQuery = (patientId: number) =>
  infiniteQueryOptions({ ...growing(consentSchema, consentsOf(patientId), { limit: 20 }), staleTime: 60_000 });

export const templatesQuery = queryOptions(resource(templatesSchema, TEMPLATES));

/** What is read is what is signed: always as it is now. */
export const previewQuery = (patientId: number, templateId: number, professional: string) =>
  queryOptions({
    ...resource(previewSchema, `${PATIENTS}/${patientId}/consents/preview`, {
      template_id: templateId,
      professional_name: professional,
    }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

export const missingQuery = (patientId: number, treatmentIds: readonly number[]) =>
  queryOptions({
    ...resource(missingSchema, MISSING, { patient_id: patientId, treatment_ids: [...new Set(treatmentIds)].sort() }),
    enabled: treatmentIds.length > 0,
  });

export const consentPdf = ({ file_id }: ProcedureConsent) => `/api${CONSENTS}/${file_id}/pdf`;
