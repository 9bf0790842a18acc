import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/quote/changed";
import { quoteSchema, type Quote } from "@/entities/quote/schema";
import { api } from "@/lib/api";
import type { AcceptanceBody, QuoteBody, RejectionBody } from "./forms";

export function useCreateQuote() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: QuoteBody & { patient_id: number }) =>
      api(quoteSchema, "/facturacion/quotes", { method: "POST", body }),
    onSuccess: (quote) => void changed(client, quote),
  });
}

type Act =
  | { act: "save"; body: QuoteBody }
  | { act: "accept"; body: AcceptanceBody }
  | { act: "reject"; body: RejectionBody }
  | { act: "send" | "discard" | "unaccept" | "unreject" | "renew" };

const HOW = {
  save: ["PATCH", ""],
  discard: ["DELETE", ""],
  send: ["POST", "/send"],
  accept: ["POST", "/acceptance"],
  unaccept: ["DELETE", "/acceptance"],
  reject: ["POST", "/rejection"],
  unreject: ["DELETE", "/rejection"],
  renew: ["POST", "/editions"],
} as const;

/** What is done to a quote, over the version that was read. */
export function useQuoteAct(quote: Pick<Quote, "id" | "version">) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Act) => {
      const [method, path] = HOW[wish.act];
      const body = "body" in wish ? wish.body : undefined;
      return api(quoteSchema, `/facturacion/quotes/${quote.id}${path}`, { method, version: quote.version, body });
    },
    onSuccess: (saved) => void changed(client, saved),
    // Somebody else's change is what usually stands in the way: bring it in.
    onError: () => void changed(client),
  });
}
