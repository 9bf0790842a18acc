"use client";

import { useQuery } from "@tanstack/react-query";
import { HandCoins, PiggyBank, Printer, ReceiptText, Undo2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { Can, RequirePermission } from "@/components/patterns/can";
import { KpiStrip } from "@/components/patterns/kpi-strip";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { patientPath } from "@/config/navigation";
import { accountQuery, statementHref } from "@/entities/account/queries";
import type { Account } from "@/entities/account/schema";
import { sumParts } from "@/entities/report/compared";
import { HeldPackages } from "@/entities/package/held-packages";
import { patientSummaryQuery } from "@/entities/patient/queries";
import { useTitle } from "@/hooks/use-title";
import { useIdParam } from "@/hooks/use-url-state";
import { compare, isZero } from "@/lib/decimal";
import { formatCount, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useApply } from "../api";
import { partsOf } from "../words";
import { Ledger } from "./ledger";

const DepositDialog = lazy(() => import("./money-dialog").then((file) => file.DepositDialog));
const RefundDialog = lazy(() => import("./money-dialog").then((file) => file.RefundDialog));

type Asked = "deposit" | "refund" | null;

/** What a patient owes and has in their favour, and every act behind it. */
export function AccountPage() {
  const id = useIdParam();
  return (
    <RequirePermission permission="invoices:read" what="la cuenta del paciente">
      <PageBody>{id ? <LoadedAccount key={id} id={id} /> : <NoPatient />}</PageBody>
    </RequirePermission>
  );
}

const NoPatient = () => (
  <EmptyState
    title="Falta elegir un paciente"
    action={
      <Button asChild variant="outline">
        <Link href="/pacientes/">Ver los pacientes</Link>
      </Button>
    }
  >
    La dirección no dice de quién es la cuenta.
  </EmptyState>
);

function LoadedAccount({ id }: { id: number }) {
  const [asked, ask] = useState<Asked>(null);
  const account = useQuery(accountQuery(id));
  const seesPatients = useCan("patients:read");
  const patient = useQuery({ ...patientSummaryQuery(id), enabled: seesPatients });
  useTitle(patient.data && `${patient.data.full_name} · Cuenta`);
  const name = patient.data?.full_name ?? `Paciente ${id}`;
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Facturación", href: "/facturacion/" }, { label: "Cuenta del paciente" }]}
        title={name}
        subtitle={account.data && wordsOf(account.data)}
        actions={
          <>
            <Can permission="patients:read">
              <Button asChild variant="outline" size="sm">
                <Link href={patientPath(id)}>Ver la ficha</Link>
              </Button>
            </Can>
            {seesPatients && (
              <Button asChild variant="outline" size="sm">
                <a href={statementHref(id)} target="_blank" rel="noreferrer">
                  <Printer aria-hidden />
                  Estado de cuenta
                </a>
              </Button>
            )}
            {account.data && (
              <Can permission="payments:write">
                <Button size="sm" onClick={() => ask("deposit")}>
                  <HandCoins aria-hidden />
                  Recibir un abono
                </Button>
              </Can>
            )}
          </>
        }
      />
      {account.data ? (
        <AccountView account={account.data} name={name} asked={asked} onAsk={ask} />
      ) : account.error ? (
        <ErrorState error={account.error} what="la cuenta" onRetry={() => void account.refetch()} />
      ) : (
        <div role="status" aria-label="Cargando la cuenta" className="space-y-4">
          <Skeleton className="h-20 w-full rounded-xl" />
          <Skeleton className="h-64 w-full rounded-xl" />
        </div>
      )}
    </>
  );
}

function wordsOf({ balance, invoices }: Account) {
  if (compare(balance, 0) > 0)
    return `Debe ${formatMoney(balance)} en ${formatCount(invoices.length, "factura", "facturas")}.`;
  if (compare(balance, 0) < 0) return "No debe nada y tiene dinero a favor.";
  return "Está al día.";
}

type AccountViewProps = { account: Account; name: string; asked: Asked; onAsk: (what: Asked) => void };

function AccountView({ account, name, asked, onAsk }: AccountViewProps) {
  const [error, setError] = useState<unknown>(null);
  const apply = useApply(account.patient_id);
  const parts = partsOf(account.credit, account.invoices);
  const dialog = { patientId: account.patient_id, name, credit: account.credit, onClose: () => onAsk(null) };

  async function applyAll() {
    setError(null);
    await apply
      .mutateAsync(parts)
      .then(() => announce(`Aplicado a ${formatCount(parts.length, "factura", "facturas")}`), setError);
  }

  return (
    <div className="space-y-4">
      <KpiStrip
        label="Cuenta"
        items={[
          {
            label: "Por cobrar",
            ...sumParts(account.owed),
            note: compare(account.overdue, 0) > 0 ? `${formatMoney(account.overdue)} de cuotas vencidas` : undefined,
          },
          { label: "A favor", ...sumParts(account.credit) },
          { label: "Saldo", ...sumParts(account.balance), note: "lo que debe menos lo que tiene a favor" },
        ]}
      />
      {error !== null && <Alert variant="destructive">{messageOf(error)}</Alert>}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {parts.length > 0 && (
          <Can permission="payments:write">
            <Button variant="outline" loading={apply.isPending} onClick={() => void applyAll()}>
              <PiggyBank aria-hidden />
              Aplicar a lo que debe
            </Button>
          </Can>
        )}
        {!isZero(account.credit) && (
          <Can permission="payments:refund">
            <Button variant="outline" onClick={() => onAsk("refund")}>
              <Undo2 aria-hidden />
              Devolver dinero
            </Button>
          </Can>
        )}
      </div>
      <Can permission="packages:read">
        <HeldPackages patientId={account.patient_id} />
      </Can>
      {account.entries.length > 0 ? (
        <Ledger entries={account.entries} />
      ) : (
        <EmptyState icon={ReceiptText} title="Sin movimientos">
          Aquí se ven sus facturas, pagos, abonos y notas de crédito.
        </EmptyState>
      )}
      {asked === "deposit" && <DepositDialog {...dialog} />}
      {asked === "refund" && <RefundDialog {...dialog} />}
    </div>
  );
}
