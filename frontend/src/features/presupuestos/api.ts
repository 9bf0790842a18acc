import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, rulesChanged } from "@/entities/quote/changed";
import { quoteRulesSchema, quoteSchema, type Quote, type QuoteRules } from "@/entities/quote/schema";
import { api } from "@/lib/api";
import type { AcceptanceBody, MailBody, QuoteBody, RejectionBody, RulesBody } from "./forms";

export function useCreateQuote() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: QuoteBody & { patient_id: number; appointment_id: number | null }) =>
      api(quoteSchema, "/facturacion/quotes", { method: "POST", body }),
    onSuccess: (quote) => void changed(client, quote),
  });
}

/** The rules of new quotes, over the version that was read. */
export function useChangeRules({ version }: QuoteRules) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RulesBody) =>
      api(quoteRulesSchema, "/facturacion/quotes/rules", { method: "PUT", version, body }),
    onSuccess: (rules) => rulesChanged(client, rules),
    onError: () => void changed(client),
  });
}

type Act =
  | { act: "save"; body: QuoteBody }
  | { act: "accept"; body: AcceptanceBody }
  | { act: "reject"; body: RejectionBody }
  | { act: "mail"; body: MailBody }
  | { act: "send" | "discard" | "unaccept" | "unreject" | "renew" };

const HOW = {
  save: ["PATCH", ""],
  discard: ["DELETE", ""],
  send: ["POST", "/send"],
  accept: ["POST", "/acceptance"],
  unaccept: ["DELETE", "/acceptance"],
  reject: ["POST", "/rejection"],
  unreject: ["DELETE", "/rejection"],
  mail: ["POST", "/mail"],
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
