"use client";

import { Ellipsis, FolderCheck, ListChecks, Pencil, Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { planSheetHref } from "@/entities/plan/queries";
import type { Plan, PlanSummary } from "@/entities/plan/schema";
import { quotePdfPath } from "@/entities/quote/queries";
import { setUrlState } from "@/hooks/use-url-state";
import { formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";

/** Which of the patient's plans is shown. */
export function EarlierPlans({ plans, shown }: { plans: readonly PlanSummary[]; shown: Plan | null }) {
  return (
    <Select value={String(shown?.id)} onValueChange={(plan) => setUrlState({ plan })}>
      <SelectTrigger aria-label="Plan" className="h-8 w-auto max-w-64">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {plans.map(({ id, name, created_at, closed_at }) => (
          <SelectItem key={id} value={String(id)}>
            {name}, {formatDate(created_at)}
            {closed_at && " · cerrado"}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

/** The plan as it stands, before and after it was accepted; and the quote that was made of what was. */
export function PrintMenu({ plan, quote }: { plan: Plan; quote: number | null }) {
  if (quote === null)
    return (
      <Button variant="outline" size="sm" asChild>
        <a href={planSheetHref(plan.id)} target="_blank" rel="noreferrer">
          <Printer aria-hidden />
          Imprimir
        </a>
      </Button>
    );
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm">
          <Printer aria-hidden />
          Imprimir
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem asChild>
          <a href={planSheetHref(plan.id)} target="_blank" rel="noreferrer">
            Plan de tratamiento
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={quotePdfPath(quote)} target="_blank" rel="noreferrer">
            Presupuesto de lo aceptado
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type MenuProps = { plan: Plan; onSettings: () => void; onSuggestions: () => void; onClose: () => void };

export function PlanMenu({ plan, onSettings, onSuggestions, onClose }: MenuProps) {
  const canWrite = useCan("records:write") && plan.closed_at === null;
  const canSuggest = useCan("records:template");
  if (!canWrite && !canSuggest) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon-sm" aria-label="Más acciones del plan">
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {canWrite && (
          <DropdownMenuItem onSelect={onSettings}>
            <Pencil aria-hidden />
            Nombre, fases y observaciones
          </DropdownMenuItem>
        )}
        {canSuggest && (
          <DropdownMenuItem onSelect={onSuggestions}>
            <ListChecks aria-hidden />
            Propuestas por hallazgo
          </DropdownMenuItem>
        )}
        {canWrite && (
          <DropdownMenuItem onSelect={onClose}>
            <FolderCheck aria-hidden />
            Cerrar el plan
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type BannerProps = {
  plan: Plan;
  /** None of the patient's plans is open. */ last: boolean;
  onOpen: () => void;
  onStart: () => void;
};

export function ClosedBanner({ plan, last, onOpen, onStart }: BannerProps) {
  const canWrite = useCan("records:write");
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-border bg-muted px-4 py-2.5 text-sm"
    >
      <p className="min-w-0 flex-1">
        <span className="font-semibold">{plan.name}</span> se cerró el {formatDate(plan.closed_at!)}. Se lee, no se
        cambia.
      </p>
      {canWrite && last && (
        <>
          <Button variant="outline" size="sm" onClick={onOpen}>
            Volver a abrirlo
          </Button>
          <Button size="sm" onClick={onStart}>
            Empezar otro plan
          </Button>
        </>
      )}
    </div>
  );
}
