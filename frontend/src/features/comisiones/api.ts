import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, paid } from "@/entities/commission/changed";
import { ruleSchema, settlementSchema, type CommissionRule } from "@/entities/commission/schema";
import { COMMISSION_RULES, COMMISSION_SETTLEMENTS } from "@/entities/paths";
import { api } from "@/lib/api";
import { z } from "@/lib/zod-es";
import type { PaymentBody, RuleBody } from "./forms";

export function useCreateRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RuleBody) => api(ruleSchema, COMMISSION_RULES, { method: "POST", body }),
    onSuccess: () => void changed(client),
  });
}

/** Its last day, or nothing of it at all. */
export function useRuleAct({ id, version }: CommissionRule) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (last: string | null) =>
      last === null
        ? api(z.unknown(), `${COMMISSION_RULES}/${id}`, { method: "DELETE", version })
        : api(ruleSchema, `${COMMISSION_RULES}/${id}`, { method: "PATCH", version, body: { valid_to: last } }),
    onSettled: () => void changed(client),
  });
}

export function useSettle() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { doctor_id: number; last: string }) =>
      api(settlementSchema, COMMISSION_SETTLEMENTS, { method: "POST", body }),
    onSuccess: (settlement) => void changed(client, settlement),
    // Somebody else settled meanwhile: bring it in.
    onError: () => void changed(client),
  });
}

export function useUndoSettlement(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      api(settlementSchema, `${COMMISSION_SETTLEMENTS}/${id}/undo`, { method: "POST", body: { reason } }),
    onSuccess: (settlement) => void changed(client, settlement),
    onError: () => void changed(client),
  });
}

export function usePaySettlement(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PaymentBody) =>
      api(settlementSchema, `${COMMISSION_SETTLEMENTS}/${id}/payment`, { method: "POST", body }),
    onSuccess: (settlement) => void paid(client, settlement),
    onError: () => void changed(client),
  });
}
