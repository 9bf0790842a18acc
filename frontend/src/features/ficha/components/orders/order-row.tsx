"use client";

import { Ban, Eye, FileText, FlaskConical, Undo2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { contentPath } from "@/entities/document/queries";
import { orderPdf } from "@/entities/order/queries";
import type { Order, OrderResult } from "@/entities/order/schema";
import { FLAG_LABEL, limitsOf, ORDER_KIND_LABEL, ORDER_STATE, resultOf } from "@/entities/order/words";
import { formatDate, formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan, useMe } from "@/lib/session";
import { announce, notifyError } from "@/lib/toast";
import { useAnnulOrder, useSeeResults, useUnseeResults, useWithdrawResult } from "./api";

const ResultSheet = lazy(() => import("./result-sheet").then((file) => file.ResultSheet));

/** An order, what came of it, and who saw it. */
export function OrderRow({ order }: { order: Order }) {
  const { number, professional, annulled, seen, state } = order;
  const me = String(useMe().id);
  const canSign = useCan("records:sign");
  const canRecord = useCan("documents:write") && !annulled;
  const annul = useAnnulOrder(order);
  const see = useSeeResults(order);
  const unsee = useUnseeResults(order);
  const [asking, setAsking] = useState(false);
  const [recording, setRecording] = useState(false);
  const standing = order.results.filter(({ withdrawn }) => !withdrawn);
  const onError = (error: Error) => notifyError(error);
  return (
    <li aria-label={`Orden ${number}`} className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-mono text-sm">{number}</span>
        <span className="text-base font-medium">
          {ORDER_KIND_LABEL[order.kind]}, {formatDate(order.issued_at)}
        </span>
        {order.urgent && <Badge variant="danger">Urgente</Badge>}
        <span className="min-w-0 flex-1 text-sm text-muted-foreground max-sm:order-last max-sm:basis-full">
          {professional.name} · {order.diagnoses.map(({ code }) => code).join(", ")}
        </span>
        <Badge variant={ORDER_STATE[state].variant}>{ORDER_STATE[state].label}</Badge>
      </div>
      <p className={annulled ? "text-base text-muted-foreground line-through" : "text-base"}>
        {order.items.map(({ name, detail }) => (detail ? `${name} (${detail})` : name)).join(" · ")}
        <span className="text-muted-foreground"> · {order.indication}</span>
      </p>
      {order.results.length > 0 && (
        <ul aria-label={`Resultados de la orden ${number}`} className="space-y-1.5 border-l-2 border-border pl-3.5">
          {order.results.map((result) => (
            <Result key={result.id} order={order} result={result} mayWithdraw={canRecord} />
          ))}
        </ul>
      )}
      {annulled && (
        <p className="text-sm text-muted-foreground">
          La anuló {annulled.by.name}, {formatDateTime(annulled.at)}: {annulled.reason}
        </p>
      )}
      {state === "SEEN" && seen && (
        <p className="text-sm text-muted-foreground">
          Vistos por {seen.by.name}, {formatDateTime(seen.at)}
        </p>
      )}
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:flex-1">
        {canSign && state === "RESULTED" && (
          <Button size="sm" loading={see.isPending} onClick={() => see.mutate(standing.at(-1)!.id, { onError })}>
            <Eye aria-hidden />
            Marcar como vistos
          </Button>
        )}
        {canSign && state === "SEEN" && seen?.by.id === me && (
          <Button
            variant="ghost"
            size="sm"
            loading={unsee.isPending}
            onClick={() => unsee.mutate(undefined, { onError })}
          >
            <Undo2 aria-hidden />
            No los he visto
          </Button>
        )}
        {canRecord && (
          <Button variant="outline" size="sm" onClick={() => setRecording(true)}>
            <FlaskConical aria-hidden />
            Registrar resultado
          </Button>
        )}
        <Button variant="outline" size="sm" asChild>
          <a href={orderPdf(order.id)} target="_blank" rel="noreferrer">
            <FileText aria-hidden />
            Imprimir
          </a>
        </Button>
        {canSign && professional.id === me && !annulled && standing.length === 0 && (
          <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
            <Ban aria-hidden />
            Anular
          </Button>
        )}
      </div>
      {recording && <ResultSheet order={order} onClose={() => setRecording(false)} />}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Anular la orden ${number}`}
        description="Queda anulada con su motivo, y su número no se usa otra vez."
        confirmLabel="Anular orden"
        reason
        onConfirm={async (reason) => {
          await annul.mutateAsync(reason);
          announce(`Orden ${number} anulada`);
        }}
      />
    </li>
  );
}

type ResultProps = { order: Order; result: OrderResult; mayWithdraw: boolean };

function Result({ order, result, mayWithdraw }: ResultProps) {
  const withdraw = useWithdrawResult(order);
  const [asking, setAsking] = useState(false);
  const { document, withdrawn, flag } = result;
  const item = result.position ? order.items[result.position - 1] : undefined;
  const limits = item && result.value ? limitsOf(item) : null;
  const said = resultOf(order, result);
  return (
    <li className="text-base">
      <span className={withdrawn ? "text-muted-foreground line-through" : flag ? "font-semibold" : undefined}>
        {said}
        {document && (
          <>
            {said && ": "}
            {document.withdrawn ? (
              `${document.title} (documento retirado)`
            ) : (
              <a href={contentPath(document)} target="_blank" rel="noreferrer" className="underline underline-offset-2">
                {document.title}
              </a>
            )}
          </>
        )}
        {!said && !document && "Documento que usted no puede ver"}
      </span>
      {!withdrawn && flag && (
        <Badge variant="danger" className="ml-2">
          {FLAG_LABEL[flag]}
        </Badge>
      )}
      {limits && <span className="ml-2 text-sm text-muted-foreground">({limits})</span>}
      {result.remark && <span className="text-muted-foreground"> · {result.remark}</span>}
      <span className="block text-xs text-muted-foreground">
        {result.recorded_by.name}, {formatDateTime(result.recorded_at)}
        {withdrawn && ` · lo retiró ${withdrawn.by.name}: ${withdrawn.reason}`}
        {!withdrawn && mayWithdraw && (
          <button
            type="button"
            onClick={() => setAsking(true)}
            className="ml-2 inline-flex min-h-6 items-center rounded-sm underline underline-offset-2"
          >
            Retirar
          </button>
        )}
      </span>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Retirar el resultado"
        description="Queda tachado, con su motivo. Después se registra el que es."
        confirmLabel="Retirar resultado"
        reason
        onConfirm={(reason) => withdraw.mutateAsync({ id: result.id, reason })}
      />
    </li>
  );
}
