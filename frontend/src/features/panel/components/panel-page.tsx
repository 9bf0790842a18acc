"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn, LayoutDashboard, Scale } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Can } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { todayQuery } from "@/entities/appointment/queries";
import { CertificateWarning } from "@/entities/einvoice/certificate-warning";
import { IvaWarning } from "@/entities/einvoice/warnings";
import { draftsQuery } from "@/entities/invoice/queries";
import { emptiestQuery } from "@/entities/product/queries";
import { today } from "@/lib/dates";
import { formatCount, formatLongDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { DraftsCard } from "./drafts-card";
import { LowStockCard } from "./low-stock-card";
import { MonthKpis } from "./month-kpis";
import { MonthsCard } from "./months-card";
import { MethodsCard, TreatmentsCard } from "./report-cards";
import { useOwnVisits } from "./use-own-visits";
import { VisitsCard } from "./visits-card";
import { OwedCard, ShortagesCard, TomorrowCard } from "./work-cards";

/** What each role may see of the day, the money and the stock; who directs the clinic sees its results too. */
export function PanelPage() {
  const reports = useCan("reports:read");
  const practises = useCan("records:sign");
  const sees = { visits: useCan("appointments:read"), drafts: useCan("invoices:read"), stock: useCan("products:read") };
  const calls = useCan("appointments:write") && sees.visits && !practises;
  const collects = useCan("payments:write") && sees.drafts;
  const keepsStock = useCan("stock:write") && sees.stock;
  const cards = [
    sees.visits && <VisitsCard key="visits" />,
    !reports && calls && <TomorrowCard key="tomorrow" />,
    sees.drafts && <DraftsCard key="drafts" />,
    !reports && collects && <OwedCard key="owed" />,
    sees.stock && <LowStockCard key="stock" />,
    !reports && keepsStock && <ShortagesCard key="shortages" />,
  ].filter(Boolean);
  return (
    <PageBody>
      <PanelHeader sees={sees} />
      <CertificateWarning permission="einvoices:issuer" />
      <IvaWarning permission="einvoices:issuer" />
      {reports && <MonthKpis />}
      {cards.length > 0 && (
        <div className={cn("grid grid-cols-1 gap-4", cards.length > 1 && "lg:grid-cols-2", WIDE[cards.length])}>
          {cards}
        </div>
      )}
      {reports && (
        <>
          <MonthsCard />
          <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
            <TreatmentsCard />
            <MethodsCard />
          </div>
        </>
      )}
      {!reports && cards.length === 0 && (
        <EmptyState icon={LayoutDashboard} title="Su rol no tiene cifras que mostrar">
          Las páginas que puede abrir están en el menú. Los permisos los asigna la administración.
        </EmptyState>
      )}
    </PageBody>
  );
}

// No row is left with a hole: the last card of an odd number takes the rest of it.
const WIDE: Record<number, string> = {
  3: "xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)] max-xl:[&>*:last-child]:lg:col-span-2",
  5: "[&>*:last-child]:lg:col-span-2 xl:grid-cols-6 xl:[&>*]:col-span-2 xl:[&>*:nth-child(n+4)]:col-span-3",
  6: "xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)]",
};

function PanelHeader({ sees }: { sees: Record<"visits" | "drafts" | "stock", boolean> }) {
  const doctorId = useOwnVisits();
  const visits = useQuery({ ...todayQuery(doctorId), enabled: sees.visits });
  const drafts = useQuery({ ...draftsQuery, enabled: sees.drafts });
  const stock = useQuery({ ...emptiestQuery, enabled: sees.stock });
  // Said once all is known, in its two lines of a phone: a sentence that grows would move the page with each answer.
  const coming = [visits, drafts, stock].some(({ isLoading }) => isLoading);
  const left = visits.data?.filter(
    ({ status }) => status === "PENDING" || status === "CONFIRMED" || status === "ARRIVED",
  ).length;
  const words = [
    left !== undefined &&
      (left === 0 ? "ninguna cita por atender" : `${formatCount(left, "cita por atender", "citas por atender")}`),
    drafts.data?.total ? formatCount(drafts.data.total, "borrador por cobrar", "borradores por cobrar") : false,
    stock.data?.total ? formatCount(stock.data.total, "producto bajo el mínimo", "productos bajo el mínimo") : false,
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <PageHeader
      title={formatLongDate(today())}
      actions={
        <Can permission="reports:read">
          <Button variant="outline" size="sm" asChild>
            <Link href="/panel/ventas/">
              <ChartNoAxesColumn aria-hidden />
              Ventas
            </Link>
          </Button>
          <Button variant="outline" size="sm" asChild>
            <Link href="/panel/margen/">
              <Scale aria-hidden />
              Margen
            </Link>
          </Button>
        </Can>
      }
      subtitle={
        coming ? (
          <span className="block max-sm:min-h-10" />
        ) : words ? (
          `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
        ) : undefined
      }
    />
  );
}
