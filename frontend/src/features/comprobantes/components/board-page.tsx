"use client";

import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, RefreshCw } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useListState } from "@/components/data-table/use-list-state";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { issuerPath } from "@/config/navigation";
import { CertificateWarning } from "@/entities/einvoice/certificate-warning";
import { EmulatorBanner } from "@/entities/einvoice/emulator-banner";
import { einvoiceSummaryQuery, MOVING } from "@/entities/einvoice/queries";
import { DayEndWarning, IvaWarning } from "@/entities/einvoice/warnings";
import { useMedia } from "@/hooks/use-media";
import { setUrlState, useIdParam } from "@/hooks/use-url-state";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { notify, notifyError } from "@/lib/toast";
import { useHurry } from "../api";
import { subtitleOf } from "../words";
import { BoardList } from "./board-list";
import { StateTiles } from "./state-tiles";

const DocumentPane = lazy(() => import("./document-pane").then((file) => file.DocumentPane));

export function BoardPage() {
  return (
    <RequirePermission permission="einvoices:read" what="los comprobantes electrónicos">
      <PageBody>
        <Board />
      </PageBody>
    </RequirePermission>
  );
}

function Board() {
  const summary = useQuery({ ...einvoiceSummaryQuery, refetchInterval: MOVING });
  const state = useListState({ filters: ["document_code", "status", "waits", "from", "to"], sort: "-created_at" });
  const opened = useIdParam();
  const beside = useMedia("(min-width: 1280px)");
  const { data } = summary;

  const close = () => {
    const id = opened;
    setUrlState({ id: null });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row-link][data-id="${id}"]`)?.focus());
  };

  return (
    <>
      <EmulatorBanner />
      <PageHeader
        title="Comprobantes"
        subtitle={data && subtitleOf(data)}
        actions={
          <>
            <Can permission="einvoices:write">
              <HurryButton waiting={Boolean(data?.next_attempt_at)} />
            </Can>
            <Button asChild variant="outline">
              <Link href={issuerPath}>
                <BadgeCheck aria-hidden />
                Emisor y certificado
              </Link>
            </Button>
          </>
        }
      />
      <CertificateWarning permission="einvoices:read" />
      <IvaWarning permission="einvoices:read" />
      <DayEndWarning />
      <StateTiles
        summary={data}
        chosen={state.filters.status ?? null}
        onChoose={(status) => state.setFilter("status", status)}
      />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_404px]">
        <BoardList
          state={state}
          summary={data}
          opened={opened}
          className={opened && beside ? undefined : "xl:col-span-2"}
        />
        {opened && beside && <DocumentPane key={opened} id={opened} onClose={close} />}
      </div>
      {opened && !beside && (
        <Sheet open onOpenChange={(open) => !open && close()}>
          <SheetContent showClose={false} className="overflow-y-auto">
            <SheetTitle className="sr-only">Comprobante</SheetTitle>
            <DocumentPane key={opened} id={opened} onClose={close} bare />
          </SheetContent>
        </Sheet>
      )}
    </>
  );
}

function HurryButton({ waiting }: { waiting: boolean }) {
  const hurry = useHurry();
  return (
    <Button
      variant="outline"
      disabled={!waiting}
      loading={hurry.isPending}
      onClick={() =>
        hurry.mutate(undefined, {
          onSuccess: ({ hurried }) =>
            notify(
              hurried === 0
                ? "Nada esperaba: todo está en camino."
                : `${formatCount(hurried, "intento adelantado", "intentos adelantados")}.`,
            ),
          onError: (error) => notifyError(error),
        })
      }
    >
      <RefreshCw aria-hidden />
      Consultar ahora
    </Button>
  );
}
