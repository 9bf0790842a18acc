import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/patient/changed";
import type { PatientValues } from "@/entities/patient/form";
import { patientSchema } from "@/entities/patient/schema";
import { api } from "@/lib/api";
import { isApiError } from "@/lib/problem";

export function useRegisterPatient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PatientValues) => api(patientSchema, "/historia-clinica/patients", { method: "POST", body }),
    onSuccess: (patient) => void changed(client, patient),
    // Somebody else registered the document meanwhile: who it belongs to is asked again.
    onError: (error) => void (isApiError(error, 409) && changed(client)),
  });
}
