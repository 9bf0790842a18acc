"use client";

import { useQuery } from "@tanstack/react-query";
import { LayoutDashboard } from "lucide-react";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { today } from "@/lib/dates";
import { formatCount, formatLongDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { draftsQuery, lowStockQuery, visitsQuery } from "../api";
import { DraftsCard } from "./drafts-card";
import { LowStockCard } from "./low-stock-card";
import { MonthKpis } from "./month-kpis";
import { MonthsCard } from "./months-card";
import { MethodsCard, TreatmentsCard } from "./report-cards";
import { useOwnVisits } from "./use-own-visits";
import { VisitsCard } from "./visits-card";

/** What each role may see of the day, the money and the stock. */
export function PanelPage() {
  const sees = {
    reports: useCan("reports:read"),
    visits: useCan("appointments:read"),
    drafts: useCan("invoices:read"),
    stock: useCan("products:read"),
  };
  const lists = [sees.visits, sees.drafts, sees.stock].filter(Boolean).length;
  return (
    <PageBody>
      <PanelHeader sees={sees} />
      {sees.reports && <MonthKpis />}
      {lists > 0 && (
        <div className={`grid grid-cols-1 gap-4 ${["", "", "lg:grid-cols-2", "lg:grid-cols-2 xl:grid-cols-3 lg:[&>*:last-child]:col-span-2 xl:[&>*:last-child]:col-span-1"][lists]}`}>
          {sees.visits && <VisitsCard />}
          {sees.drafts && <DraftsCard />}
          {sees.stock && <LowStockCard />}
        </div>
      )}
      {sees.reports && (
        <>
          <MonthsCard />
          <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
            <TreatmentsCard />
            <MethodsCard />
          </div>
        </>
      )}
      {!sees.reports && lists === 0 && (
        <EmptyState icon={LayoutDashboard} title="Su rol no tiene cifras que mostrar">
          Las páginas que puede abrir están en el menú. Los permisos los asigna la administración.
        </EmptyState>
      )}
    </PageBody>
  );
}

function PanelHeader({ sees }: { sees: Record<"visits" | "drafts" | "stock", boolean> }) {
  const doctorId = useOwnVisits();
  const visits = useQuery({ ...visitsQuery(doctorId), enabled: sees.visits });
  const drafts = useQuery({ ...draftsQuery, enabled: sees.drafts });
  const stock = useQuery({ ...lowStockQuery, enabled: sees.stock });
  const left = visits.data?.filter(({ status }) => status === "PENDING" || status === "CONFIRMED" || status === "ARRIVED").length;
  const words = [
    left !== undefined && (left === 0 ? "ninguna cita por atender" : `${formatCount(left, "cita por atender", "citas por atender")}`),
    drafts.data?.total ? formatCount(drafts.data.total, "borrador por cobrar", "borradores por cobrar") : false,
    stock.data?.total ? formatCount(stock.data.total, "producto bajo el mínimo", "productos bajo el mínimo") : false,
  ].filter(Boolean).join(", ");
  return <PageHeader title={formatLongDate(today())} subtitle={words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.` : " "} />;
}
