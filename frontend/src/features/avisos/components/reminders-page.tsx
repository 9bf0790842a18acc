"use client";

import { useQuery } from "@tanstack/react-query";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { requestsQuery, toSendQuery } from "@/entities/reminder/queries";
import { useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";
import { RequestsSection } from "./requests-section";
import { ToSendSection } from "./to-send-section";

const RulesSection = lazy(
  () => import("./rules-section").then((file) => file.RulesSection),
  <Skeleton className="h-64 w-full rounded-xl" />,
);

const RecallsSection = lazy(
  () => import("./recalls-section").then((file) => file.RecallsSection),
  <Skeleton className="h-64 w-full rounded-xl" />,
);

/** Beside the first, «por-enviar». */
const TABS = ["piden", "llamar", "reglas"];

/** What reception still has to send, who asked for another hour, and the rules by which messages leave. */
export function RemindersPage() {
  return (
    <RequirePermission permission="appointments:read" what="los avisos">
      <Reminders />
    </RequirePermission>
  );
}

function Reminders() {
  const url = useUrlState();
  const toSend = useQuery(toSendQuery);
  const requests = useQuery(requestsQuery);
  return (
    <PageBody narrow>
      <PageHeader
        breadcrumb={[{ label: "Agenda", href: "/agenda/" }, { label: "Avisos a pacientes" }]}
        title="Avisos a pacientes"
        subtitle="Ninguno sale de una cita cancelada, ni después de su hora, ni dos veces."
      />
      <Tabs
        value={TABS.includes(url.get("ver") ?? "") ? url.get("ver")! : "por-enviar"}
        onValueChange={(tab) => url.set({ ver: TABS.includes(tab) ? tab : null })}
      >
        <TabsList aria-label="Avisos a pacientes">
          <TabsTrigger value="por-enviar">
            Por enviar <Count of={toSend.data?.length} />
          </TabsTrigger>
          <TabsTrigger value="piden">
            Piden otra hora <Count of={requests.data?.length} />
          </TabsTrigger>
          <TabsTrigger value="llamar">A quién llamar</TabsTrigger>
          <TabsTrigger value="reglas">Reglas y textos</TabsTrigger>
        </TabsList>
        <TabsContent value="por-enviar">
          <ToSendSection query={toSend} />
        </TabsContent>
        <TabsContent value="piden">
          <RequestsSection query={requests} />
        </TabsContent>
        <TabsContent value="llamar">
          <RecallsSection />
        </TabsContent>
        <TabsContent value="reglas">
          <RulesSection />
        </TabsContent>
      </Tabs>
    </PageBody>
  );
}

const Count = ({ of }: { of: number | undefined }) => (of ? <Badge variant="neutral">{of}</Badge> : null);
