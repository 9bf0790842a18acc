"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarCheck2, CalendarClock, Plus } from "lucide-react";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { proposalsQuery, recurringQuery } from "@/entities/expense/queries";
import { METHOD_LABEL, type Proposal, type Recurring } from "@/entities/expense/schema";
import { today } from "@/lib/dates";
import { add } from "@/lib/decimal";
import { formatCount, formatDate, formatMoney, formatMonth } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { announce, notify, notifyError } from "@/lib/toast";
import { useSaveRecurring, useSkip } from "../api";

const RecurringSheet = lazy(() => import("./recurring-sheet").then((file) => file.RecurringSheet));
const AcceptDialog = lazy(() => import("./accept-dialog").then((file) => file.AcceptDialog));

export function RecurringPage() {
  return (
    <RequirePermission permission="expenses:read" what="los gastos">
      <PageBody>
        <EachMonth />
      </PageBody>
    </RequirePermission>
  );
}

/** What the clinic pays each month: what waits to be recorded, and what is proposed. */
function EachMonth() {
  const mayWrite = useCan("expenses:write");
  const proposals = useQuery(proposalsQuery);
  const rules = useQuery(recurringQuery);
  const [editing, setEditing] = useState<Recurring | "new" | null>(null);
  const [accepting, setAccepting] = useState<Proposal | null>(null);
  const waiting = proposals.data?.data;
  const create = mayWrite && (
    <Button onClick={() => setEditing("new")}>
      <Plus aria-hidden /> Nuevo gasto de cada mes
    </Button>
  );
  const error = proposals.error ?? rules.error;
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Gastos", href: "/gastos/" }, { label: "De cada mes" }]}
        title="Gastos de cada mes"
        subtitle={
          waiting &&
          (waiting.length > 0
            ? `${formatCount(waiting.length, "gasto por registrar", "gastos por registrar")}: ${formatMoney(add(waiting.map((row) => row.amount)))}.`
            : "No hay nada por registrar.")
        }
        actions={create}
      />
      {error && !(waiting && rules.data) ? (
        <ErrorState
          error={error}
          what="los gastos de cada mes"
          onRetry={() => void (proposals.refetch(), rules.refetch())}
        />
      ) : !waiting || !rules.data ? (
        <Skeleton className="h-48 w-full rounded-xl" />
      ) : rules.data.data.length === 0 ? (
        <EmptyState icon={CalendarClock} title="Aún no hay gastos de cada mes" action={create}>
          Anote una vez el arriendo, el internet o la contadora: cada mes se proponen para registrarlos.
        </EmptyState>
      ) : (
        <>
          <Waiting rows={waiting} onAccept={mayWrite ? setAccepting : null} />
          <Skipped />
          <Rules rows={rules.data.data} onEdit={mayWrite ? setEditing : null} />
        </>
      )}
      {editing && <RecurringSheet rule={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {accepting && <AcceptDialog proposal={accepting} onClose={() => setAccepting(null)} />}
    </>
  );
}

function Waiting({ rows, onAccept }: { rows: Proposal[]; onAccept: ((row: Proposal) => void) | null }) {
  const skip = useSkip();
  function omit(row: Proposal) {
    const wish = { id: row.recurring_id, month: row.month };
    skip.mutate(wish, {
      onSuccess: () =>
        notify(`${row.description}: ${formatMonth(row.month)} omitido`, {
          undo: () => skip.mutate({ ...wish, undo: true }, { onError: (error) => notifyError(error) }),
        }),
      onError: (error) => notifyError(error),
    });
  }
  return (
    <Card className="overflow-clip">
      <CardHeader className="pb-3">
        <CardTitle>Por registrar</CardTitle>
        {rows.length === 0 && (
          <CardDescription className="flex items-center gap-2">
            <CalendarCheck2 className="size-4 text-success" aria-hidden /> Este mes y los anteriores están al día.
          </CardDescription>
        )}
      </CardHeader>
      <ul className="divide-y divide-border">
        {rows.map((row) => (
          <li
            key={`${row.recurring_id}-${row.month}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-border px-4 py-3 text-sm first:border-t"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="break-words font-medium">{row.description}</p>
              <p className="text-xs text-muted-foreground">
                {formatMonth(row.month)} · {row.due_on <= today() ? "vencía" : "vence"} el {formatDate(row.due_on)}
                {row.supplier_name && ` · ${row.supplier_name}`}
              </p>
            </div>
            <Money value={row.amount} strong />
            {onAccept && (
              <div className="flex gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
                <Button
                  variant="ghost"
                  size="sm"
                  disabled={skip.isPending}
                  aria-label={`Omitir ${row.description}`}
                  onClick={() => omit(row)}
                >
                  Omitir
                </Button>
                <Button
                  variant="outline"
                  size="sm"
                  aria-label={`Registrar ${row.description}`}
                  onClick={() => onAccept(row)}
                >
                  Registrar
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was left out of these months, and the way back. */
function Skipped() {
  const mayWrite = useCan("expenses:write");
  const { data } = useQuery(proposalsQuery);
  const skip = useSkip();
  if (!data?.skipped.length) return null;
  return (
    <details className="rounded-xl border border-border bg-card px-4 py-3 text-sm shadow-1">
      <summary className="cursor-pointer font-medium">
        {formatCount(data.skipped.length, "mes omitido", "meses omitidos")}
      </summary>
      <ul className="mt-2 space-y-1">
        {data.skipped.map((row) => (
          <li key={`${row.recurring_id}-${row.month}`} className="flex items-center gap-3">
            <span className="min-w-0 flex-1 truncate">
              {row.description} · {formatMonth(row.month)}{" "}
              <span className="text-muted-foreground">({row.skipped_by.name})</span>
            </span>
            {mayWrite && (
              <Button
                variant="ghost"
                size="xs"
                aria-label={`Proponer otra vez ${row.description}`}
                onClick={() =>
                  skip.mutate(
                    { id: row.recurring_id, month: row.month, undo: true },
                    { onError: (error) => notifyError(error) },
                  )
                }
              >
                Proponer otra vez
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Rules({ rows, onEdit }: { rows: Recurring[]; onEdit: ((row: Recurring) => void) | null }) {
  const save = useSaveRecurring();
  const turn = (row: Recurring) =>
    save.mutate(
      { id: row.id, version: row.version, active: !row.active },
      {
        onSuccess: ({ active, description }) =>
          announce(active ? `${description} se propone otra vez` : `${description} ya no se propone`),
        onError: (error) => notifyError(error),
      },
    );
  return (
    <Card className="overflow-clip">
      <CardHeader className="pb-3">
        <CardTitle>Lo que se propone</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border">
        {rows.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-border px-4 py-3 text-sm first:border-t"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className={row.active ? "break-words font-medium" : "break-words text-muted-foreground"}>
                {row.description} {!row.active && <Badge variant="neutral">Detenido</Badge>}
              </p>
              <p className="text-xs text-muted-foreground">
                {row.category} · cada día {row.day_of_month}, desde {formatMonth(row.first_month).toLowerCase()} ·{" "}
                {METHOD_LABEL[row.payment_method]}
              </p>
            </div>
            <Money value={row.amount} />
            {onEdit && (
              <div className="flex gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`${row.active ? "Detener" : "Reanudar"} ${row.description}`}
                  disabled={save.isPending}
                  onClick={() => turn(row)}
                >
                  {row.active ? "Detener" : "Reanudar"}
                </Button>
                <Button variant="ghost" size="sm" aria-label={`Editar ${row.description}`} onClick={() => onEdit(row)}>
                  Editar
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
