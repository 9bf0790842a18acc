"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, CircleCheck, Printer } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Suspense, useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { closingPath, sessionQuery } from "@/entities/cash/queries";
import type { CashSession } from "@/entities/cash/schema";
import { DayEndWarning } from "@/entities/einvoice/warnings";
import { useTitle } from "@/hooks/use-title";
import { useUrlState } from "@/hooks/use-url-state";
import { parseDecimal } from "@/lib/decimal";
import { formatCount, formatLongDate, formatMoney, formatTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { messageOf } from "@/lib/problem";
import type { Method } from "@/entities/invoice/schema";
import { useCount } from "../api";
import { countedPieces, type Typed } from "../pieces";

const CompareCard = lazy(() => import("./compare-card").then((file) => file.CompareCard));
const CountCard = lazy(() => import("./count-card").then((file) => file.CountCard));
const FinishCard = lazy(() => import("./finish-card").then((file) => file.FinishCard));

/** A till is counted, compared and closed. */
export function ClosePage() {
  return (
    <RequirePermission permission="payments:write" what="el cierre de caja">
      <Suspense>
        <One />
      </Suspense>
    </RequirePermission>
  );
}

function One() {
  const id = Number(useUrlState().get("id"));
  const query = useQuery({ ...sessionQuery(id), enabled: Number.isInteger(id) && id > 0 });
  useTitle(query.data && `${query.data.till.name} · Cierre`);
  if (!id)
    return (
      <EmptyState
        title="¿Qué caja quiere cerrar?"
        action={
          <Button asChild>
            <Link href="/caja/">Ir a Caja</Link>
          </Button>
        }
      >
        Entre por Caja y elija «Cerrar caja».
      </EmptyState>
    );
  if (query.error) return <ErrorState error={query.error} what="la caja" onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-96 w-full rounded-xl" />;
  return query.data.closed_at ? <Closed session={query.data} /> : <Closing session={query.data} />;
}

function Closing({ session }: { session: CashSession }) {
  const [typed, setTyped] = useState<Typed>({});
  const [vouchers, setVouchers] = useState<Record<string, string>>({});
  const count = useCount();
  const counted = Boolean(session.count?.current);

  function send() {
    const methods = Object.entries(vouchers).flatMap(([method, text]) => {
      const value = text.trim() && parseDecimal(text);
      return value ? [{ method: method as Method, counted: value }] : [];
    });
    count.mutate({ id: session.id, body: { pieces: countedPieces(typed), methods } });
  }

  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Caja", href: "/caja/" }, { label: "Cierre" }]}
        title={`Cerrar ${session.till.name.replace(/^Caja(?= )/, "caja")}`}
        subtitle={`${formatLongDate(session.day)}, abierta a las ${formatTime(session.opened_at)} por ${session.cashier.name}. ${formatCount(session.payments, "cobro", "cobros")}.`}
        actions={
          <Button variant="outline" asChild>
            <Link href="/caja/">
              <ArrowLeft aria-hidden /> Seguir cobrando
            </Link>
          </Button>
        }
      />
      {count.error && <Alert variant="destructive">{messageOf(count.error)}</Alert>}
      <DayEndWarning linked />
      {session.count && !session.count.current && (
        <Alert variant="warning">Hubo movimientos después de contar. Cuente de nuevo.</Alert>
      )}
      <div className="grid items-stretch gap-4 lg:grid-cols-[348px_minmax(0,1fr)] lg:[&>:first-child]:row-span-2 min-[1440px]:grid-cols-[348px_minmax(0,1fr)_304px] min-[1440px]:[&>:first-child]:row-span-1">
        <CountCard typed={typed} onType={setTyped} onDone={send} busy={count.isPending} counted={counted} />
        <CompareCard session={session} vouchers={vouchers} onVouchers={setVouchers} />
        <FinishCard session={session} onClosed={() => window.scrollTo(0, 0)} />
      </div>
    </PageBody>
  );
}

function Closed({ session }: { session: CashSession }) {
  const closing = session.closings.find(({ reopened_at }) => !reopened_at);
  return (
    <PageBody narrow>
      <PageHeader
        breadcrumb={[{ label: "Caja", href: "/caja/" }, { label: "Cierre" }]}
        title={`${session.till.name} cerrada`}
        subtitle={closing && `Cierre ${closing.number}, de ${session.cashier.name}.`}
      />
      {closing && (
        <EmptyState
          icon={CircleCheck}
          title={`Al depósito ${formatMoney(closing.deposited)}; quedan ${formatMoney(closing.left_in_till)} en la caja`}
          action={
            <>
              <Button asChild>
                <a href={closingPath(closing.id)} target="_blank" rel="noreferrer">
                  <Printer aria-hidden /> Imprimir el cierre
                </a>
              </Button>
              <Button variant="outline" asChild>
                <Link href="/caja/">Volver a la caja</Link>
              </Button>
            </>
          }
        >
          {session.count?.exact
            ? "Lo contado es lo esperado."
            : `Diferencia de ${formatMoney(session.count?.difference ?? "0")}: ${closing.reason}`}
        </EmptyState>
      )}
    </PageBody>
  );
}
