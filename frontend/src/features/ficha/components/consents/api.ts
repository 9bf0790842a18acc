import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, templatesChanged } from "@/entities/consent/changed";
import { CONSENTS, consentsOf, TEMPLATES } from "@/entities/consent/queries";
import { consentSchema, templateSchema, type ConsentTemplate } from "@/entities/consent/schema";
import { api } from "@/lib/api";
import type { Stroke } from "./signature-pad";

export type Signing = {
  signer: "PATIENT" | "GUARDIAN";
  signer_name: string;
  signer_document: string | null;
  signer_relation: string | null;
  signature: Stroke[];
};

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
