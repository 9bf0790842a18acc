"use client";

import { useQuery } from "@tanstack/react-query";
import { BadgePercent } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { rulesQuery } from "@/entities/commission/queries";
import type { CommissionRule } from "@/entities/commission/schema";
import { today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { saying } from "@/lib/saying";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useRuleAct } from "../api";
import { earnsOf, scopeOf, stateOf } from "../words";

const RuleEndDialog = lazy(() => import("./rule-end-dialog").then((file) => file.RuleEndDialog));

type Doing = { rule: CommissionRule; act: "end" | "remove" };

/** The rules of each professional, the general one last: the most specific holds. */
export function RuleList() {
  const query = useQuery(rulesQuery);
  const mayWrite = useCan("commissions:write");
  const [doing, setDoing] = useState<Doing | null>(null);
  if (query.error) return <ErrorState error={query.error} what="las reglas" onRetry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <div role="status" aria-label="Cargando las reglas">
        <Skeleton className="h-48 w-full rounded-xl" />
      </div>
    );
  if (query.data.length === 0)
    return (
      <EmptyState icon={BadgePercent} title="Nadie gana comisión todavía">
        Una regla dice cuánto gana un profesional: de todos sus tratamientos, de una categoría o de uno solo.
      </EmptyState>
    );
  const doctors = [...new Map(query.data.map((rule) => [rule.doctor_id, rule.doctor_name]))];
  return (
    <div className="space-y-4">
      {doctors.map(([id, name]) => (
        <Card key={id} aria-label={name} className="overflow-hidden">
          <CardHeader className="pb-3">
            <CardTitle>{name}</CardTitle>
          </CardHeader>
          <ul className="divide-y divide-border border-t border-border">
            {query.data
              .filter(({ doctor_id }) => doctor_id === id)
              .map((rule) => (
                <Rule key={rule.id} rule={rule} onAct={mayWrite ? (act) => setDoing({ rule, act }) : null} />
              ))}
          </ul>
        </Card>
      ))}
      {doing?.act === "end" && <RuleEndDialog rule={doing.rule} onClose={() => setDoing(null)} />}
      {doing?.act === "remove" && <Removal rule={doing.rule} onClose={() => setDoing(null)} />}
    </div>
  );
}

function Rule({ rule, onAct }: { rule: CommissionRule; onAct: ((act: Doing["act"]) => void) | null }) {
  const { label, variant } = stateOf(rule);
  const over = rule.valid_to !== null && rule.valid_to < today();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
      <span className="min-w-0 flex-1 basis-60">
        <span className="block break-words font-medium">{scopeOf(rule)}</span>
        <span className="block text-xs text-muted-foreground">
          {earnsOf(rule)} · desde el {formatDate(rule.valid_from)}
          {rule.valid_to && ` hasta el ${formatDate(rule.valid_to)}`}
        </span>
      </span>
      <Badge variant={variant}>{label}</Badge>
      {onAct && !over && (
        <span className="flex gap-1">
          <Button
            variant="ghost"
            size="sm"
            aria-label={`Terminar la regla de ${scopeOf(rule)} de ${rule.doctor_name}`}
            onClick={() => onAct("end")}
          >
            Terminar
          </Button>
          <Button
            variant="ghost"
            size="sm"
            aria-label={`Quitar la regla de ${scopeOf(rule)} de ${rule.doctor_name}`}
            onClick={() => onAct("remove")}
          >
            Quitar
          </Button>
        </span>
      )}
    </li>
  );
}

function Removal({ rule, onClose }: { rule: CommissionRule; onClose: () => void }) {
  const act = useRuleAct(rule);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Quitar la regla de ${rule.doctor_name}`}
      description={`${scopeOf(rule)}: ${earnsOf(rule)}. Solo se quita si nadie ganó nada con ella; si ya se usó, póngale su último día.`}
      confirmLabel="Quitar regla"
      onConfirm={saying(async () => {
        await act.mutateAsync(null);
        announce("Regla quitada");
      })}
    />
  );
}
