import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, requestsChanged, templatesChanged } from "@/entities/consent/changed";
import { CONSENTS, consentsOf, REQUESTS, requestsOf, TEMPLATES } from "@/entities/consent/queries";
import { consentSchema, requestSchema, templateSchema, type ConsentTemplate } from "@/entities/consent/schema";
import { api, nothing } from "@/lib/api";
import type { Signing } from "@/entities/consent/signing-form";

export type NewConsent = {
  template_id: number;
  professional_name: string;
  decision: "ACCEPTED" | "REFUSED" | "EMERGENCY";
  text_sha256?: string;
  reason?: string | null;
} & Partial<Signing>;

export function useSign(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewConsent) => api(consentSchema, consentsOf(patientId), { method: "POST", body }),
    onSettled: () => changed(client, patientId),
  });
}

export function useRevoke(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: number; reason: string } & Signing) =>
      api(consentSchema, `${CONSENTS}/${id}/revoke`, { method: "POST", body }),
    onSettled: () => changed(client, patientId),
  });
}

/** A text sent to be signed on the patient's own phone; `useWithdraw` takes it back. */
export function useAskSignature(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { template_id: number; professional_name: string }) =>
      api(requestSchema, requestsOf(patientId), { method: "POST", body }),
    onSettled: () => requestsChanged(client, patientId),
  });
}

export function useWithdraw(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(nothing, `${REQUESTS}/${id}`, { method: "DELETE" }),
    // Somebody may have signed meanwhile: then that is there instead.
    onSettled: () => Promise.all([requestsChanged(client, patientId), changed(client, patientId)]),
  });
}

export type TemplateBody = Pick<ConsentTemplate, "name" | "body" | "valid_days" | "treatments">;

export function useSaveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      template,
      body,
    }: {
      template: ConsentTemplate | null;
      body: Partial<TemplateBody> & { active?: boolean };
    }) =>
      template
        ? api(templateSchema, `${TEMPLATES}/${template.id}`, { method: "PATCH", body, version: template.version })
        : api(templateSchema, TEMPLATES, { method: "POST", body }),
    onSettled: () => templatesChanged(client),
  });
}
