"use client";

import { OfPatient } from "@/entities/patient/of-address";
import { useQuery } from "@tanstack/react-query";
import { ClipboardList, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { planMoneyQuery, planQuery, plansQuery, suggestionsQuery } from "@/entities/plan/queries";
import type { Acceptance, Plan, PlanItem, PlanSummary } from "@/entities/plan/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { setUrlState, useIdParam, useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { announce, notify, notifyError } from "@/lib/toast";
import { usePlanWrite, writes } from "../api";
import { placedAt, stepped, type Placed } from "../order";
import { useChoice } from "../use-choice";
import { handleId, nameOf } from "../words";
import type { ItemStart } from "./item-sheet";
import { MoneyLine } from "./money-line";
import { ClosedBanner, EarlierPlans, PlanMenu, PrintMenu } from "./plan-actions";
import type { ItemAct } from "./plan-item";
import { PlanPhases } from "./plan-phases";
import { PlanRail } from "./plan-rail";

const ConfirmDialog = lazy(() => import("@/components/patterns/confirm-dialog").then((file) => file.ConfirmDialog));
const PlanSettings = lazy(() => import("./plan-settings").then((file) => file.PlanSettings));
const SuggestionsSheet = lazy(() => import("./suggestions-sheet").then((file) => file.SuggestionsSheet));
const ItemSheet = lazy(() => import("./item-sheet").then((file) => file.ItemSheet));
const AcceptSheet = lazy(() => import("./answer-sheets").then((file) => file.AcceptSheet));
const ReasonDialog = lazy(() => import("./answer-sheets").then((file) => file.ReasonDialog));

export function PlanPage() {
  return (
    <RequirePermission permission="plans:read" what="el plan de tratamiento">
      <OfPatient missing="de quién es el plan">{(id) => <PlanOf patientId={id} />}</OfPatient>
    </RequirePermission>
  );
}

function PlanOf({ patientId }: { patientId: number }) {
  const { data, error, refetch } = useQuery(plansQuery(patientId));
  const asked = useIdParam("plan");
  const earlier = asked !== null && data?.current?.id !== asked && data?.data.some(({ id }) => id === asked);
  const { data: other, error: otherError } = useQuery({ ...planQuery(asked ?? 0), enabled: Boolean(earlier) });
  const failed = error ?? (earlier ? otherError : null);
  if (data && (!earlier || other))
    return (
      <Workspace
        key={earlier ? asked : "current"}
        patientId={patientId}
        plan={earlier ? other! : data.current}
        plans={data.data}
      />
    );
  return (
    <DentalFrame patientId={patientId} tab="plan">
      {failed ? (
        <ErrorState error={failed} what="el plan de tratamiento" onRetry={() => void refetch()} className="m-4" />
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
  | { kind: "item"; item: PlanItem | null }
  | { kind: "accept" | "decline" | "settings" | "suggestions" | "close" }
  | { kind: "undo"; item: PlanItem }
  | { kind: "withdraw"; acceptance: Acceptance };

type WorkspaceProps = { patientId: number; plan: Plan | null; plans: readonly PlanSummary[] };

function Workspace({ patientId, plan, plans }: WorkspaceProps) {
  const mayWrite = useCan("records:write");
  const canWrite = mayWrite && !plan?.closed_at;
  const canSeeMoney = useCan("quotes:read");
  const write = usePlanWrite(patientId);
  const start = useStart();
  const [sheet, setSheet] = useState<Sheet | null>(start.asked ? { kind: "item", item: null } : null);
  const close = () => setSheet(null);
  const items = plan?.items ?? [];
  const answered = items.filter(({ status }) => status === "ACCEPTED" || status === "DONE").map(({ id }) => id);
  const { data: money = [] } = useQuery({
    ...planMoneyQuery(answered),
    enabled: canSeeMoney && answered.length > 0,
  });
  const choice = useChoice(items);
  useHotkey("+", () => setSheet({ kind: "item", item: null }), { enabled: canWrite && sheet === null });
  const quote = money.length > 0 ? Math.max(...money.map(({ quote_id }) => quote_id)) : null;
  const send = (wish: Parameters<typeof write.mutateAsync>[0], said?: string) =>
    write.mutateAsync(wish).then(
      () => said && notify(said),
      (error: unknown) => notifyError(error),
    );

  const moved = useRef<PlanItem | null>(null);
  useEffect(() => {
    // In another phase it is another element: the focus goes where the item went.
    if (moved.current) document.getElementById(handleId(moved.current))?.focus();
    moved.current = null;
  }, [plan?.version]);

  /** One order at a time: the next one is of the version that this one answers. */
  async function order(item: PlanItem, placed: Placed[] | null) {
    if (!placed || write.isPending) return;
    moved.current = item;
    await send(writes.order(plan!, placed));
    const phase = placed.find(({ id }) => id === item.id)!.phase;
    const place = placed.filter((one) => one.phase === phase).findIndex(({ id }) => id === item.id);
    announce(`${nameOf(item)}: ${plan!.phases[phase - 1]}, lugar ${place + 1}`);
  }

  function act(item: PlanItem, what: ItemAct) {
    if (what === "edit") return setSheet({ kind: "item", item });
    if (what === "undo") return setSheet({ kind: "undo", item });
    if (what === "up" || what === "down")
      return void order(item, stepped(items, item, what === "up" ? -1 : 1, plan!.phases.length));
    if (what === "remove") return void send(writes.remove(plan!, item.id));
    if (what === "propose") return void send(writes.propose(plan!, item.id));
    return void send(writes.session(plan!, item.id), `${nameOf(item)}: sesión hecha`);
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
          {plans.length > 1 && <EarlierPlans plans={plans} shown={plan} />}
          {items.length > 0 && add}
          {plan && items.length > 0 && <PrintMenu plan={plan} quote={quote} />}
          {plan && (
            <PlanMenu
              plan={plan}
              onSettings={() => setSheet({ kind: "settings" })}
              onSuggestions={() => setSheet({ kind: "suggestions" })}
              onClose={() => setSheet({ kind: "close" })}
            />
          )}
        </>
      }
    >
      {plan?.closed_at && (
        <ClosedBanner
          plan={plan}
          last={plans.every(({ closed_at }) => closed_at)}
          onOpen={() => void send(writes.change(plan, { closed: false }), "Plan abierto").then(toCurrent)}
          onStart={() => void send(writes.start(patientId), "Plan empezado").then(toCurrent)}
        />
      )}
      {plan && items.length > 0 ? (
        <div className="grid items-start gap-4 p-4 xl:grid-cols-[minmax(0,1fr)_20.5rem]">
          <div className="min-w-0 space-y-4">
            <MoneyLine plan={plan} money={money} known={canSeeMoney} />
            <PlanPhases
              patientId={patientId}
              plan={plan}
              money={money}
              choice={choice}
              canOrder={canWrite}
              onAct={act}
              onDrop={(item, spot) => void order(item, placedAt(items, item, spot))}
            />
          </div>
          <PlanRail
            plan={plan}
            money={money}
            chosen={choice.chosen}
            onAccept={() => setSheet({ kind: "accept" })}
            onDecline={() => setSheet({ kind: "decline" })}
            onWithdraw={(acceptance) => setSheet({ kind: "withdraw", acceptance })}
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
            close();
            start.clear();
          }}
        />
      )}
      {sheet?.kind === "suggestions" && <SuggestionsSheet onClose={close} />}
      {plan && sheet?.kind === "settings" && <PlanSettings plan={plan} onClose={close} />}
      {plan && sheet?.kind === "accept" && <AcceptSheet plan={plan} items={choice.chosen} onClose={close} />}
      {plan && sheet?.kind === "close" && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title="Cerrar el plan"
          description="Nada de él se cambia mientras esté cerrado. Lo aceptado y lo hecho se conservan, y se puede volver a abrir."
          confirmLabel="Cerrar plan"
          onConfirm={() => write.mutateAsync(writes.change(plan, { closed: true }))}
        />
      )}
      {plan && sheet?.kind === "decline" && (
        <ReasonDialog
          title="Rechazar lo elegido"
          description="Queda en el plan como rechazado, con su motivo; se puede volver a proponer."
          label="Rechazar ítems"
          onSend={(reason) =>
            write.mutateAsync(writes.decline(plan, { items: choice.chosen.map(({ id }) => id), reason }))
          }
          onClose={close}
        />
      )}
      {plan && sheet?.kind === "undo" && (
        <ReasonDialog
          title={`Deshacer la última sesión de ${nameOf(sheet.item)}`}
          description="Queda quién la deshizo y por qué."
          label="Deshacer sesión"
          onSend={(reason) => write.mutateAsync(writes.undoSession(plan, sheet.item.id, reason))}
          onClose={close}
        />
      )}
      {sheet?.kind === "withdraw" && (
        <ReasonDialog
          title={`Deshacer lo que aceptó ${sheet.acceptance.signer_name}`}
          description="Sus ítems vuelven a estar por aceptar y su presupuesto se retira. Lo firmado queda guardado, con quién lo deshizo y por qué."
          label="Deshacer aceptación"
          onSend={(reason) => write.mutateAsync(writes.withdraw(sheet.acceptance.id, reason))}
          onClose={close}
        />
      )}
    </DentalFrame>
  );
}

/** The open plan is shown again, whichever was read. */
const toCurrent = () => setUrlState({ plan: null });

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
