"use client";

import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { RequestsSection } from "./requests-section";

const SettingsSection = lazy(
  () => import("./settings-section").then((file) => file.SettingsSection),
  <Skeleton className="h-96 w-full rounded-xl" />,
);
const TABS = ["decididas", "pagina"];

/** What was asked for on the published page, and the page's own rules. */
export function OnlineBookingsPage() {
  return (
    <RequirePermission permission="appointments:read" what="las reservas en línea">
      <Page />
    </RequirePermission>
  );
}

function Page() {
  const url = useUrlState();
  const publishes = useCan("self-bookings:write");
  const asked = url.get("ver") ?? "";
  return (
    <PageBody narrow>
      <PageHeader
        breadcrumb={[{ label: "Agenda", href: "/agenda/" }, { label: "Reservas en línea" }]}
        title="Reservas en línea"
        subtitle="Lo que los pacientes piden en la página pública de la clínica."
      />
      <Tabs
        value={TABS.includes(asked) ? asked : "pedidas"}
        onValueChange={(tab) => url.set({ ver: TABS.includes(tab) ? tab : null })}
      >
        <TabsList aria-label="Reservas en línea">
          <TabsTrigger value="pedidas">Por aprobar</TabsTrigger>
          <TabsTrigger value="decididas">Decididas</TabsTrigger>
          {publishes && <TabsTrigger value="pagina">Página</TabsTrigger>}
        </TabsList>
        <TabsContent value="pedidas">
          <RequestsSection decided={false} />
        </TabsContent>
        <TabsContent value="decididas">
          <RequestsSection decided />
        </TabsContent>
        {publishes && (
          <TabsContent value="pagina">
            <SettingsSection />
          </TabsContent>
        )}
      </Tabs>
    </PageBody>
  );
}
