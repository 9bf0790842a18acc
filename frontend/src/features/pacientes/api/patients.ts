import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, pageOf } from "@/lib/api";
import { documentProblem, type DocumentType } from "@/lib/identity";
import { isApiError } from "@/lib/problem";
import { patientRowSchema, patientSchema, type Patient, type PatientValues } from "../schemas/patients";

const PATIENTS = "/historia-clinica/patients";

export const patientsQuery = (params: ListState["params"]) =>
  queryOptions({
    queryKey: ["patients", "list", params],
    queryFn: ({ signal }) => api(pageOf(patientRowSchema), PATIENTS, { query: params, signal }),
    placeholderData: keepPreviousData,
  });

/** One page of the same list, for the export. */
export const askPatients = (params: ListState["params"], after: string | null, signal?: AbortSignal) =>
  api(pageOf(patientRowSchema), PATIENTS, { query: { ...params, after, limit: 100 }, signal });

// Reading a file leaves a trace in the log: once a minute says enough.
export const patientQuery = (id: number) =>
  queryOptions({
    queryKey: ["patients", "file", id],
    queryFn: ({ signal }) => api(patientSchema, `${PATIENTS}/${id}`, { signal }),
    staleTime: 60_000,
  });

/** Who already has a document, asked once it could be one. Inactive patients count too. */
export const ownerQuery = (type: DocumentType, number: string) => {
  const document = number.trim().toUpperCase();
  return queryOptions({
    queryKey: ["patients", "owner", type, document],
    queryFn: ({ signal }) =>
      api(pageOf(patientRowSchema), PATIENTS, { query: { search: document, limit: 20 }, signal }),
    select: (page) => page.data.find((row) => row.document_type === type && row.document_number === document) ?? null,
    enabled: documentProblem(type, document) === null,
    staleTime: 0,
  });
};

export function useRegisterPatient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PatientValues) => api(patientSchema, PATIENTS, { method: "POST", body }),
    onSuccess: (patient) => {
      client.setQueryData(patientQuery(patient.id).queryKey, patient);
      void client.invalidateQueries({ queryKey: ["patients", "list"] });
      void client.invalidateQueries({ queryKey: ["patients", "search"] });
    },
    // Somebody else registered the document meanwhile: who it belongs to is asked again.
    onError: (error) => void (isApiError(error, 409) && client.invalidateQueries({ queryKey: ["patients", "owner"] })),
  });
}

export type PatientChanges = Partial<PatientValues> & { active?: boolean };

export function useChangePatient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ base, changes }: { base: Patient; changes: PatientChanges }) =>
      api(patientSchema, `${PATIENTS}/${base.id}`, { method: "PATCH", body: changes, version: base.version }),
    onSuccess: (patient) => keepPatient(client, patient),
    onError: (error) => void (isApiError(error, 412) && client.invalidateQueries({ queryKey: ["patients", "file"] })),
  });
}

function keepPatient(client: QueryClient, patient: Patient) {
  client.setQueryData(patientQuery(patient.id).queryKey, patient);
  void client.invalidateQueries({ queryKey: ["patients", "list"] });
  void client.invalidateQueries({ queryKey: ["patients", "search"] });
  // Appointments carry the patient's name and contact.
  void client.invalidateQueries({ queryKey: ["appointments"] });
}

/** The file as it is now, past any cache. */
export const readPatient = (id: number) => api(patientSchema, `${PATIENTS}/${id}`);
