"use client";

import { useQuery } from "@tanstack/react-query";
import { ClipboardList, Plus, Printer, UserRound } from "lucide-react";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { planMoneyQuery, plansQuery, suggestionsQuery } from "@/entities/plan/queries";
import type { ItemMoney, Plan, PlanItem } from "@/entities/plan/schema";
import { quotePdfPath } from "@/entities/quote/queries";
import { useHotkey } from "@/hooks/use-hotkey";
import { useIdParam, useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { usePlanWrite, writes } from "../api";
import { useChoice, type Choice } from "../use-choice";
import { nameOf } from "../words";
import { Alternatives } from "./alternatives";
import type { ItemStart } from "./item-sheet";
import { PlanHead, PlanItemRow, type ItemAct } from "./plan-item";
import { PlanRail } from "./plan-rail";

const ItemSheet = lazy(() => import("./item-sheet").then((file) => file.ItemSheet));
const AcceptSheet = lazy(() => import("./answer-sheets").then((file) => file.AcceptSheet));
const ReasonDialog = lazy(() => import("./answer-sheets").then((file) => file.ReasonDialog));

export function PlanPage() {
  return (
    <RequirePermission permission="plans:read" what="el plan de tratamiento">
      <PageOf />
    </RequirePermission>
  );
}

function PageOf() {
  const id = useIdParam();
  if (id === null)
    return (
      <EmptyState
        icon={UserRound}
        title="Elija un paciente"
        action={
          <Button asChild>
            <Link href="/pacientes/">Ver pacientes</Link>
          </Button>
        }
      >
        Esta dirección no dice de quién es el plan.
      </EmptyState>
    );
  return <PlanOf key={id} patientId={id} />;
}

function PlanOf({ patientId }: { patientId: number }) {
  const { data, error, refetch } = useQuery(plansQuery(patientId));
  if (data) return <Workspace patientId={patientId} plan={data.current} />;
  return (
    <DentalFrame patientId={patientId} tab="plan">
      {error ? (
        <ErrorState error={error} what="el plan de tratamiento" onRetry={() => void refetch()} className="m-4" />
      ) : (
        <div role="status" aria-label="Cargando el plan" className="grid gap-4 p-4 xl:grid-cols-[1fr_20.5rem]">
          <Skeleton className="h-96 rounded-xl" />
          <Skeleton className="h-96 rounded-xl" />
        </div>
      )}
    </DentalFrame>
  );
}

type Sheet =
  { kind: "item"; item: PlanItem | null } | { kind: "accept" | "decline" } | { kind: "undo"; item: PlanItem };

function Workspace({ patientId, plan }: { patientId: number; plan: Plan | null }) {
  const canWrite = useCan("records:write") && !plan?.closed_at;
  const canSeeMoney = useCan("quotes:read");
  const write = usePlanWrite(patientId);
  const start = useStart();
  const [sheet, setSheet] = useState<Sheet | null>(start.asked ? { kind: "item", item: null } : null);
  const items = plan?.items ?? [];
  const answered = items.filter(({ status }) => status === "ACCEPTED" || status === "DONE").map(({ id }) => id);
  const { data: money = [] } = useQuery({
    ...planMoneyQuery(answered),
    enabled: canSeeMoney && answered.length > 0,
  });
  const choice = useChoice(items);
  useHotkey("+", () => setSheet({ kind: "item", item: null }), { enabled: canWrite && sheet === null });
  const quote = money.length > 0 ? Math.max(...money.map(({ quote_id }) => quote_id)) : null;

  async function act(item: PlanItem, what: ItemAct) {
    if (what === "edit") return setSheet({ kind: "item", item });
    if (what === "undo") return setSheet({ kind: "undo", item });
    const wish =
      what === "remove"
        ? writes.remove(plan!, item.id)
        : what === "propose"
          ? writes.propose(plan!, item.id)
          : what === "session"
            ? writes.session(plan!, item.id)
            : writes.order(plan!, moved(items, item, what === "up" ? -1 : 1));
    await write.mutateAsync(wish).then(
      () => what === "session" && notify(`${nameOf(item)}: sesión hecha`),
      (error: unknown) => notifyError(error),
    );
  }

  const add = canWrite && (
    <Button variant="outline" size="sm" onClick={() => setSheet({ kind: "item", item: null })}>
      <Plus aria-hidden />
      Agregar ítem
    </Button>
  );
  return (
    <DentalFrame
      patientId={patientId}
      tab="plan"
      beside={
        <>
          {items.length > 0 && add}
          {quote && (
            <Button variant="outline" size="sm" asChild>
              <a href={quotePdfPath(quote)} target="_blank" rel="noreferrer">
                <Printer aria-hidden />
                Imprimir
              </a>
            </Button>
          )}
        </>
      }
    >
      {plan && items.length > 0 ? (
        <div className="grid items-start gap-4 p-4 xl:grid-cols-[minmax(0,1fr)_20.5rem]">
          <Phases
            patientId={patientId}
            plan={plan}
            money={money}
            choice={choice}
            onAct={(item, what) => void act(item, what)}
          />
          <PlanRail
            plan={plan}
            money={money}
            chosen={choice.chosen}
            onAccept={() => setSheet({ kind: "accept" })}
            onDecline={() => setSheet({ kind: "decline" })}
          />
        </div>
      ) : (
        <EmptyState bare icon={ClipboardList} title="Sin plan de tratamiento" action={add} className="m-4">
          Agregue lo que propone al paciente, por pieza y por fase.
        </EmptyState>
      )}
      {sheet?.kind === "item" && (
        <ItemSheet
          key={start.treatment?.id}
          patientId={patientId}
          plan={plan}
          item={sheet.item}
          start={start}
          onClose={() => {
            setSheet(null);
            start.clear();
          }}
        />
      )}
      {plan && sheet?.kind === "accept" && (
        <AcceptSheet plan={plan} items={choice.chosen} onClose={() => setSheet(null)} />
      )}
      {plan && sheet?.kind === "decline" && (
        <ReasonDialog
          title="Rechazar lo elegido"
          description="Queda en el plan como rechazado, con su motivo; se puede volver a proponer."
          label="Rechazar ítems"
          onSend={(reason) =>
            write.mutateAsync(writes.decline(plan, { items: choice.chosen.map(({ id }) => id), reason }))
          }
          onClose={() => setSheet(null)}
        />
      )}
      {plan && sheet?.kind === "undo" && (
        <ReasonDialog
          title={`Deshacer la última sesión de ${nameOf(sheet.item)}`}
          description="Queda quién la deshizo y por qué."
          label="Deshacer sesión"
          onSend={(reason) => write.mutateAsync(writes.undoSession(plan, sheet.item.id, reason))}
          onClose={() => setSheet(null)}
        />
      )}
    </DentalFrame>
  );
}

/** All items, with this one a place further up or down; over the edge of its phase it changes phase. */
function moved(items: readonly PlanItem[], item: PlanItem, step: 1 | -1) {
  const order = items.map(({ id, phase }) => ({ id, phase }));
  const at = order.findIndex(({ id }) => id === item.id);
  const other = order[at + step];
  if (!other) return order;
  if (other.phase !== item.phase) {
    if (item.status !== "DONE") order[at] = { id: item.id, phase: other.phase };
    return order;
  }
  [order[at], order[at + step]] = [other, order[at]!];
  return order;
}

type PhasesProps = {
  patientId: number;
  plan: Plan;
  money: readonly ItemMoney[];
  choice: Choice;
  onAct: (item: PlanItem, act: ItemAct) => void;
};

function Phases({ patientId, plan, money, choice, onAct }: PhasesProps) {
  const row = (item: PlanItem) => (
    <PlanItemRow
      key={item.id}
      patientId={patientId}
      item={item}
      money={money.find(({ plan_item_id }) => plan_item_id === item.id)}
      open={plan.closed_at === null}
      chosen={choice.isChosen(item)}
      onChoose={(chosen) => choice.choose(item.id, chosen)}
      onAct={(act) => onAct(item, act)}
    />
  );
  return (
    <div className="overflow-hidden rounded-xl border border-border bg-card max-md:[&>section:first-of-type]:border-t-0">
      <PlanHead />
      {plan.phases.map((name, place) => {
        const mine = plan.items.filter(({ phase }) => phase === place + 1);
        if (mine.length === 0) return null;
        const groups = [...new Set(mine.map((item) => item.alternative_group).filter((group) => group !== null))];
        return (
          <section key={place} aria-label={name} className="border-t border-border">
            <h2 className="flex items-center gap-3 bg-muted px-4 py-2.5 text-sm">
              <span className="grid size-5 place-items-center rounded bg-secondary text-xs font-semibold">
                {place + 1}
              </span>
              <span className="font-semibold">{name}</span>
              <span className="text-muted-foreground">{mine.length === 1 ? "1 ítem" : `${mine.length} ítems`}</span>
            </h2>
            <ul>{mine.filter(({ alternative_group }) => alternative_group === null).map(row)}</ul>
            {groups.map((group) => (
              <Alternatives
                key={group}
                group={group}
                items={mine.filter(({ alternative_group }) => alternative_group === group)}
                choice={choice}
                row={row}
              />
            ))}
          </section>
        );
      })}
    </div>
  );
}

/** What the address says of a new item: the chart leads here with it. */
function useStart(): ItemStart & { asked: boolean; clear: () => void } {
  const url = useUrlState();
  const canRead = useCan("records:read");
  const tooth = Number(url.get("pieza")) || undefined;
  const kind = url.get("hallazgo");
  const { data: suggestions = [] } = useQuery({ ...suggestionsQuery, enabled: canRead && kind !== null });
  const suggested = suggestions.find((one) => one.kind === kind);
  return {
    asked: tooth !== undefined,
    tooth,
    faces: [...(url.get("caras") ?? "")],
    finding: tooth && kind ? { tooth, kind } : undefined,
    treatment: suggested && { id: suggested.treatment_id, name: suggested.treatment_name },
    clear: () => url.set({ pieza: null, hallazgo: null, caras: null }),
  };
}
