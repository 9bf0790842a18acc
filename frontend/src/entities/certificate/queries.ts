import { infiniteQueryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { growing } from "@/lib/resource";
import { certificateSchema } from "./schema";

export const CERTIFICATES = "/historia-clinica/certificates";
export const certificatesOf = (patientId: number) => `${PATIENTS}/${patientId}/certificates`;
export const certificatePdf = (id: number) => `/api${CERTIFICATES}/${id}/pdf`;
/** The page of whoever checks the paper. */
export const checkPath = (code: string) => `/comprobar/#${code}`;

export const certificatesQuery = (patientId: number) =>
  // Reading a record leaves a trace in the log: once a minute says enough.
  infiniteQueryOptions({
    ...growing(certificateSchema, certificatesOf(patientId), { limit: 20 }),
    staleTime: 60_000,
  });
