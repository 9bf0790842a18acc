"use client";

import { Plus } from "lucide-react";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";

const EarnedView = lazy(() => import("./earned-view").then((file) => file.EarnedView));
const OwnView = lazy(() => import("./own-view").then((file) => file.OwnView));
const SettlementList = lazy(() => import("./settlement-list").then((file) => file.SettlementList));
const RuleList = lazy(() => import("./rule-list").then((file) => file.RuleList));
const RuleSheet = lazy(() => import("./rule-sheet").then((file) => file.RuleSheet));

/** What professionals earn of what they do: everybody's, with rules and settlements, or one's own. */
export function CommissionsPage() {
  const own = useCan("commissions:own");
  const all = useCan("commissions:read");
  return (
    <PageBody>
      {own && !all ? (
        <>
          <PageHeader title="Mis comisiones" subtitle="Lo que ganó por lo que hizo, línea por línea." />
          <OwnView />
        </>
      ) : (
        <RequirePermission permission="commissions:read" what="las comisiones">
          <Everybody own={own} />
        </RequirePermission>
      )}
    </PageBody>
  );
}

const VIEWS = ["liquidaciones", "reglas", "mias"];

function Everybody({ own }: { own: boolean }) {
  const url = useUrlState();
  const mayWrite = useCan("commissions:write");
  const asked = url.get("ver") ?? "";
  const view = VIEWS.includes(asked) && (asked !== "mias" || own) ? asked : "ganado";
  useHotkey("n", () => url.set({ ver: "reglas", nuevo: 1 }), { enabled: mayWrite });
  return (
    <>
      <PageHeader
        title="Comisiones"
        subtitle="Lo que gana cada profesional de lo que hace. Se liquida hasta un día, y se paga como un gasto."
        actions={
          <Can permission="commissions:write">
            <Button onClick={() => url.set({ ver: "reglas", nuevo: 1 })}>
              <Plus aria-hidden />
              Nueva regla<Kbd inverse>N</Kbd>
            </Button>
          </Can>
        }
      />
      <Tabs value={view} onValueChange={(value) => url.set({ ver: value === "ganado" ? null : value })}>
        <TabsList>
          <TabsTrigger value="ganado">Ganado</TabsTrigger>
          <TabsTrigger value="liquidaciones">Liquidaciones</TabsTrigger>
          <TabsTrigger value="reglas">Reglas</TabsTrigger>
          {own && <TabsTrigger value="mias">Las mías</TabsTrigger>}
        </TabsList>
        <TabsContent value="ganado">
          <EarnedView />
        </TabsContent>
        <TabsContent value="liquidaciones">
          <SettlementList />
        </TabsContent>
        <TabsContent value="reglas">
          <RuleList />
        </TabsContent>
        {own && (
          <TabsContent value="mias">
            <OwnView />
          </TabsContent>
        )}
      </Tabs>
      {url.get("nuevo") === "1" && mayWrite && <RuleSheet onClose={() => url.set({ nuevo: null })} />}
    </>
  );
}
