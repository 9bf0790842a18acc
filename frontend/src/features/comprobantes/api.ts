import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/einvoice/changed";
import { einvoiceDetailSchema, type EinvoiceDetail } from "@/entities/einvoice/schema";
import { EINVOICES } from "@/entities/paths";
import { api } from "@/lib/api";
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
