import { useMutation, useQueryClient } from "@tanstack/react-query";
import { certificatesChanged } from "@/entities/certificate/changed";
import { CERTIFICATES, certificatesOf } from "@/entities/certificate/queries";
import { certificateSchema, type Certificate } from "@/entities/certificate/schema";
import { api } from "@/lib/api";
import { bodyOf, type CertificateValues } from "./forms";

export function useIssueCertificate(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: CertificateValues) =>
      api(certificateSchema, certificatesOf(patientId), { method: "POST", body: bodyOf(values) }),
    onSuccess: () => certificatesChanged(client, patientId),
  });
}

export function useAnnulCertificate({ id, patient_id }: Certificate) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      api(certificateSchema, `${CERTIFICATES}/${id}/annul`, { method: "POST", body: { reason } }),
    onSettled: () => certificatesChanged(client, patient_id),
  });
}
