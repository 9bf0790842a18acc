"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState, type ReactNode } from "react";
import { ReasonQuestion } from "@/components/form/close-question";
import { useCloseGuard, type CloseGuard } from "@/components/form/use-close-guard";
import { Can } from "@/components/patterns/can";
import { DetailList } from "@/components/patterns/detail-list";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Sheet, SheetBody, SheetContent, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { closingPath, movementsQuery, sessionQuery } from "@/entities/cash/queries";
import type { CashSession, Closing } from "@/entities/cash/schema";
import { useTitle } from "@/hooks/use-title";
import { stayInField } from "@/lib/focusable";
import { formatDate, formatDateTime, formatMoney, formatTime } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { useReopen } from "../api";
import { METHOD_WORDS } from "../words";

/** One session with its closings, what moved in it, and its reopening. */
export function SessionSheet({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery(sessionQuery(id));
  const session = query.data;
  const [reopening, setReopening] = useState(false);
  const [reason, setReason] = useState("");
  const guard = useCloseGuard({
    open: true,
    dirty: reason.trim() !== "",
    close: onClose,
    reset: () => setReason(""),
  });
  useTitle(session && `${session.till.name}, ${formatDate(session.day)} · Cajas y cierres`);
  return (
    <Sheet open onOpenChange={(open) => !open && guard.requestClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{session ? `${session.till.name}, ${formatDate(session.day)}` : "Caja"}</SheetTitle>
        </SheetHeader>
        <SheetBody className="space-y-5">
          {query.error ? (
            <ErrorState error={query.error} what="la caja" onRetry={() => void query.refetch()} />
          ) : session ? (
            <Detail
              session={session}
              reopening={
                <Reopening
                  session={session}
                  asked={reopening}
                  reason={reason}
                  guard={guard}
                  onAsk={setReopening}
                  onReason={setReason}
                />
              }
            />
          ) : (
            <Skeleton className="h-64" />
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function Detail({ session, reopening }: { session: CashSession; reopening: ReactNode }) {
  return (
    <>
      <DetailList
        columns={2}
        items={[
          { label: "Quién cobra", value: session.cashier.name },
          { label: "Abierta", value: formatDateTime(session.opened_at) },
          { label: "Fondo", value: <Money value={session.opening_float} /> },
          { label: "Cobrado", value: session.collected && <Money value={session.collected} strong /> },
          { label: "Efectivo esperado", value: session.expected_cash && <Money value={session.expected_cash} /> },
          { label: "Conteos", value: String(session.counts) },
        ]}
      />
      {!session.closed_at && (
        <Can permission="cash:supervise">
          <Button variant="outline" asChild>
            <Link href={`/caja/cerrar/?id=${session.id}`}>Contar y cerrar</Link>
          </Button>
        </Can>
      )}
      {session.closings.map((closing) => (
        <OneClosing key={closing.id} closing={closing} reopening={reopening} />
      ))}
      <Movements id={session.id} />
    </>
  );
}

function OneClosing({ closing, reopening }: { closing: Closing; reopening: ReactNode }) {
  return (
    <section aria-label={`Cierre ${closing.number}`} className="space-y-2 rounded-lg border p-4">
      <h3 className="flex items-center justify-between font-semibold">
        <span className="font-mono">{closing.number}</span>
        <Button variant="outline" size="sm" asChild>
          <a href={closingPath(closing.id)} target="_blank" rel="noreferrer">
            <Printer aria-hidden /> Imprimir
          </a>
        </Button>
      </h3>
      <p className="text-sm text-muted-foreground">
        Cerrada por {closing.closed_by.name} el {formatDateTime(closing.closed_at)}. Al depósito{" "}
        {formatMoney(closing.deposited)}; quedaron {formatMoney(closing.left_in_till)}.
      </p>
      {closing.reason && <p className="text-sm">Diferencia explicada: {closing.reason}</p>}
      {closing.reopened_at ? (
        <Alert variant="warning">
          Reabierta por {closing.reopened_by?.name} el {formatDateTime(closing.reopened_at)}: {closing.reopen_reason}
        </Alert>
      ) : (
        <Can permission="cash:supervise">{reopening}</Can>
      )}
    </section>
  );
}

type ReopeningProps = {
  session: CashSession;
  asked: boolean;
  reason: string;
  guard: CloseGuard;
  onAsk: (asked: boolean) => void;
  onReason: (reason: string) => void;
};

function Reopening({ session, asked, reason, guard, onAsk, onReason }: ReopeningProps) {
  const reopen = useReopen();
  if (!asked)
    return (
      <Button variant="ghost" size="sm" onClick={() => onAsk(true)}>
        Reabrir la caja
      </Button>
    );
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        // Once it is open this form is gone, before a callback of its own would be called.
        reopen.mutateAsync({ id: session.id, body: { reason: reason.trim() } }).then(
          () => {
            onReason("");
            onAsk(false);
            notify(`${session.till.name} reabierta`);
          },
          () => undefined,
        );
      }}
    >
      <Label htmlFor="reopen-reason">Por qué se reabre</Label>
      <Textarea
        id="reopen-reason"
        rows={2}
        maxLength={300}
        value={reason}
        autoFocus
        onChange={(event) => onReason(event.target.value)}
      />
      {reopen.error && <Alert variant="destructive">{messageOf(reopen.error)}</Alert>}
      {guard.asking ? (
        <ReasonQuestion guard={guard} />
      ) : (
        <div className="flex justify-end gap-2">
          <Button
            variant="outline"
            size="sm"
            onMouseDown={stayInField}
            onClick={() => guard.requestClose(() => onAsk(false))}
          >
            Dejarla cerrada
          </Button>
          <Button type="submit" size="sm" disabled={reason.trim().length < 3} loading={reopen.isPending}>
            Reabrir la caja
          </Button>
        </div>
      )}
    </form>
  );
}

function Movements({ id }: { id: number }) {
  const query = useInfiniteQuery(movementsQuery(id));
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-label="Movimientos">
      <h3 className="mb-2 font-semibold">Movimientos</h3>
      <ul className="divide-y text-sm">
        {rows.map((row) => (
          <li key={row.id} className="flex items-baseline justify-between gap-3 py-2">
            <span className="min-w-0">
              <span className="block truncate">{row.concept}</span>
              <span className="block text-xs text-muted-foreground">
                {formatTime(row.moved_at)} · {METHOD_WORDS[row.method]} · {row.moved_by.name}
              </span>
            </span>
            <Money value={row.amount} strong />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="link" size="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Ver más
        </Button>
      )}
    </section>
  );
}
