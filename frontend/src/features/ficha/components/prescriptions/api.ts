import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  favouritesChanged,
  medicinesChanged,
  ownSignatureChanged,
  prescriptionsChanged,
} from "@/entities/prescription/changed";
import { FAVOURITES, MEDICINES, OWN_SIGNATURE, PRESCRIPTIONS, prescriptionsOf } from "@/entities/prescription/queries";
import {
  favouriteSchema,
  medicineSchema,
  ownSignatureSchema,
  prescriptionSchema,
  type Medicine,
  type Prescription,
} from "@/entities/prescription/schema";
import { api, nothing } from "@/lib/api";
import { bodyOf, type FavouriteValues, type PrescriptionValues } from "./forms";

export function useIssuePrescription(patientId: number, noteId: number | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: PrescriptionValues & { sign: boolean }) =>
      api(prescriptionSchema, prescriptionsOf(patientId), {
        method: "POST",
        body: { ...bodyOf(values), note_id: noteId },
      }),
    onSuccess: () => prescriptionsChanged(client, patientId),
  });
}

export function useAnnulPrescription({ id, patient_id }: Prescription) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      api(prescriptionSchema, `${PRESCRIPTIONS}/${id}/annul`, { method: "POST", body: { reason } }),
    onSettled: () => prescriptionsChanged(client, patient_id),
  });
}

export const useMailPrescription = ({ id }: Prescription) =>
  useMutation({
    mutationFn: (to: string | null) => api(nothing, `${PRESCRIPTIONS}/${id}/mail`, { method: "POST", body: { to } }),
  });

export function useKeepFavourite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: FavouriteValues & { name: string }) =>
      api(favouriteSchema, FAVOURITES, { method: "POST", body: bodyOf(body) }),
    onSuccess: () => favouritesChanged(client),
  });
}

export function useRetireFavourite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(nothing, `${FAVOURITES}/${id}`, { method: "DELETE" }),
    onSettled: () => favouritesChanged(client),
  });
}

/** The file signs what is issued from then on; its password is not kept. */
export function useKeepSignature() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { content: string; password: string }) =>
      api(ownSignatureSchema, OWN_SIGNATURE, { method: "POST", body }),
    onSuccess: () => ownSignatureChanged(client),
  });
}

export function useRemoveSignature() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(nothing, OWN_SIGNATURE, { method: "DELETE" }),
    onSettled: () => ownSignatureChanged(client),
  });
}

type NewMedicine = Pick<Medicine, "dci" | "concentration" | "form" | "controlled">;

export function useAddMedicine() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewMedicine) => api(medicineSchema, MEDICINES, { method: "POST", body }),
    onSuccess: () => medicinesChanged(client),
  });
}

export function useChangeMedicine() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ medicine, ...body }: { medicine: Medicine; active?: boolean; controlled?: boolean }) =>
      api(medicineSchema, `${MEDICINES}/${medicine.id}`, { method: "PATCH", body, version: medicine.version }),
    onSettled: () => medicinesChanged(client),
  });
}
