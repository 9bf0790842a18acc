import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, issuerChanged } from "@/entities/einvoice/changed";
import { einvoiceDetailSchema, issuerSchema, type EinvoiceDetail } from "@/entities/einvoice/schema";
import { EINVOICES, ISSUER } from "@/entities/paths";
import { api, nothing } from "@/lib/api";
import { z } from "@/lib/zod-es";

export type Correction = { name?: string; address?: string | null; email?: string | null };

/** Signs again what the SRI refused, under its key and number; `buyer` corrects how the buyer is written. */
export function useResend() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, buyer }: Pick<EinvoiceDetail, "id" | "version"> & { buyer?: Correction }) =>
      api(einvoiceDetailSchema, `${EINVOICES}/${id}/resend`, {
        method: "POST",
        version,
        body: buyer ? { buyer } : {},
      }),
    onSuccess: (einvoice) => void changed(client, einvoice),
    // Somebody else sent it meanwhile, or the SRI answered: bring it in.
    onError: () => void changed(client),
  });
}

/** Asks the SRI what it has under the key; the answer comes among the attempts. */
export function useAsk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(einvoiceDetailSchema, `${EINVOICES}/${id}/ask`, { method: "POST", body: {} }),
    onSuccess: (einvoice) => void changed(client, einvoice),
  });
}

const hurried = z.object({ hurried: z.number() });

/** What waits for another attempt is tried at once. */
export function useHurry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(hurried, `${EINVOICES}/hurry`, { method: "POST", body: {} }),
    onSettled: () => void changed(client),
  });
}

/** `active` begins or ends issuing electronic documents. */
export function useChangeIssuer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: { version: number } & Record<string, unknown>) =>
      api(issuerSchema, ISSUER, { method: "PATCH", version, body }),
    onSuccess: (issuer) => void issuerChanged(client, issuer),
  });
}

/** The RIDE of what is issued from now on has the clinic's logo of this moment, or none. */
export function useSetLogo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, printed }: { version: number; printed: boolean }) =>
      api(issuerSchema, `${ISSUER}/logo`, { method: "PUT", version, body: { printed } }),
    onSuccess: (issuer) => void issuerChanged(client, issuer),
  });
}

/** The file signs from the moment it is kept; its password is not. */
export function useUploadCertificate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { content: string; password: string }) =>
      api(nothing, `${ISSUER}/certificates`, { method: "POST", body }),
    onSuccess: () => issuerChanged(client),
  });
}

/** Somebody knows that the general rate of a year stays as the table has it. */
export function useConfirmIva() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (year: number) => api(issuerSchema, `${ISSUER}/iva-years`, { method: "POST", body: { year } }),
    onSuccess: (issuer) => void issuerChanged(client, issuer),
  });
}
