"use client";

import { useQuery } from "@tanstack/react-query";
import { FileSpreadsheet, HandCoins, Printer } from "lucide-react";
import { useState } from "react";
import { Can } from "@/components/patterns/can";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { DetailList } from "@/components/patterns/detail-list";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Sheet, SheetBody, SheetContent, SheetFooter, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { settlementPdf, settlementQuery, settlementXlsx } from "@/entities/commission/queries";
import type { Settlement } from "@/entities/commission/schema";
import { useTitle } from "@/hooks/use-title";
import { formatDateRange, formatDateTime } from "@/lib/format";
import { saying } from "@/lib/saying";
import { announce } from "@/lib/toast";
import { useUndoSettlement } from "../api";
import { numberOf, settlementState } from "../words";
import { EntryLines } from "./entry-lines";
import { PayDialog } from "./pay-dialog";

/** One settlement with the lines it froze; printed, exported, paid or undone. */
export function SettlementSheet({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery(settlementQuery(id));
  const [doing, setDoing] = useState<"pay" | "undo" | null>(null);
  const undo = useUndoSettlement(id);
  const settlement = query.data;
  useTitle(settlement && `Liquidación ${numberOf(settlement)}`);
  // Never a dialog over a sheet: what asks takes its place.
  if (settlement && doing === "pay") return <PayDialog settlement={settlement} onClose={() => setDoing(null)} />;
  if (settlement && doing === "undo")
    return (
      <ConfirmDialog
        open
        onOpenChange={(open) => !open && setDoing(null)}
        title={`Deshacer la liquidación ${numberOf(settlement)}`}
        description="Sus líneas vuelven a estar por liquidar. La liquidación queda en la lista, deshecha y con su motivo."
        confirmLabel="Deshacer liquidación"
        reason
        onConfirm={saying(async (reason) => {
          await undo.mutateAsync(reason);
          announce("Liquidación deshecha");
        })}
      />
    );
  const stands = settlement && !settlement.paid && !settlement.undone_at;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent size="wide">
        <SheetHeader>
          <SheetTitle>{settlement ? `Liquidación ${numberOf(settlement)}` : "Liquidación"}</SheetTitle>
        </SheetHeader>
        <SheetBody className="space-y-5">
          {query.error ? (
            <ErrorState bare error={query.error} what="la liquidación" onRetry={() => void query.refetch()} />
          ) : settlement ? (
            <Detail settlement={settlement} />
          ) : (
            <Skeleton className="h-64" />
          )}
        </SheetBody>
        {stands && (
          <SheetFooter>
            <Can permission="commissions:write">
              <Button
                variant="ghost"
                className="-ml-2 mr-auto text-destructive hover:text-destructive"
                onClick={() => setDoing("undo")}
              >
                Deshacer
              </Button>
            </Can>
            <Can permission="expenses:write">
              <Button data-main onClick={() => setDoing("pay")}>
                <HandCoins aria-hidden />
                Pagar
              </Button>
            </Can>
          </SheetFooter>
        )}
      </SheetContent>
    </Sheet>
  );
}

function Detail({ settlement }: { settlement: Settlement }) {
  const { label, variant } = settlementState(settlement);
  return (
    <>
      <DetailList
        columns={2}
        items={[
          { label: "Profesional", value: settlement.doctor_name },
          { label: "Estado", value: <Badge variant={variant}>{label}</Badge> },
          { label: "De cuándo", value: formatDateRange(settlement.first, settlement.last) },
          { label: "Valor", value: <Money value={settlement.amount} strong /> },
          { label: "La hizo", value: `${settlement.made_by.name}, ${formatDateTime(settlement.made_at)}` },
        ]}
      />
      {settlement.undone_reason && <Alert>Se deshizo: {settlement.undone_reason}</Alert>}
      {settlement.paid && (
        <p className="text-sm text-muted-foreground">
          Se pagó como un gasto de la categoría «Comisiones». Para deshacerla, anule primero ese gasto.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="sm" asChild>
          <a href={settlementPdf(settlement.id)} target="_blank" rel="noopener">
            <Printer aria-hidden />
            Imprimir
          </a>
        </Button>
        {!settlement.undone_at && (
          <Button variant="outline" size="sm" asChild>
            <a href={settlementXlsx(settlement.id)} download>
              <FileSpreadsheet aria-hidden />
              Excel
            </a>
          </Button>
        )}
      </div>
      {!settlement.undone_at && <EntryLines about={{ settlement_id: settlement.id, sort: "day" }} />}
    </>
  );
}
