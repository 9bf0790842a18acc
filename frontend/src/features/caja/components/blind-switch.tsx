"use client";

import { useQuery } from "@tanstack/react-query";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { cashRulesQuery } from "@/entities/cash/queries";
import { announce, notifyError } from "@/lib/toast";
import { useChangeRules } from "../api";

/** Whether what is expected is kept back until it was counted. */
export function BlindSwitch() {
  const { data: rules } = useQuery(cashRulesQuery);
  const change = useChangeRules();
  if (!rules) return null;
  return (
    <div className="flex items-center gap-2 pr-2">
      <Switch
        id="blind"
        checked={rules.blind_count}
        disabled={change.isPending}
        onCheckedChange={(blind_count) =>
          change.mutate(
            { version: rules.version, blind_count },
            {
              onSuccess: () => announce(blind_count ? "El efectivo se cuenta a ciegas" : "Lo esperado se ve al contar"),
              onError: (error) => notifyError(error),
            },
          )
        }
      />
      <Label htmlFor="blind">Contar a ciegas</Label>
    </div>
  );
}
