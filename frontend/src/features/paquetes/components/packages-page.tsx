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
import { HeldList } from "./held-list";

const Catalogue = lazy(() => import("./catalogue").then((file) => file.Catalogue));
const Owed = lazy(() => import("./owed").then((file) => file.Owed));
const PackageSheet = lazy(() => import("./package-sheet").then((file) => file.PackageSheet));

/** Packages of sessions: what was sold, what may be sold, and what is still to be given. */
export function PackagesPage() {
  return (
    <RequirePermission permission="packages:read" what="los paquetes">
      <PageBody>
        <Packages />
      </PageBody>
    </RequirePermission>
  );
}

function Packages() {
  const url = useUrlState();
  const mayWrite = useCan("packages:write");
  const seesOwed = useCan("reports:read");
  const asked = url.get("ver");
  const view = asked === "catalogo" || (asked === "deuda" && seesOwed) ? asked : "vendidos";
  useHotkey("n", () => url.set({ nuevo: 1 }), { enabled: mayWrite });
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Facturación", href: "/facturacion/" }, { label: "Paquetes" }]}
        title="Paquetes"
        subtitle="Sesiones que se pagan antes. Son una deuda con el paciente hasta que se dan."
        actions={
          <Can permission="packages:write">
            <Button onClick={() => url.set({ nuevo: 1 })}>
              <Plus aria-hidden />
              Nuevo paquete<Kbd inverse>N</Kbd>
            </Button>
          </Can>
        }
      />
      <Tabs value={view} onValueChange={(value) => url.set({ ver: value === "vendidos" ? null : value })}>
        <TabsList>
          <TabsTrigger value="vendidos">Vendidos</TabsTrigger>
          <TabsTrigger value="catalogo">Catálogo</TabsTrigger>
          {seesOwed && <TabsTrigger value="deuda">Por entregar</TabsTrigger>}
        </TabsList>
        <TabsContent value="vendidos">
          <HeldList />
        </TabsContent>
        <TabsContent value="catalogo">
          <Catalogue />
        </TabsContent>
        {seesOwed && (
          <TabsContent value="deuda">
            <Owed />
          </TabsContent>
        )}
      </Tabs>
      {url.get("nuevo") === "1" && mayWrite && <PackageSheet known={null} onClose={() => url.set({ nuevo: null })} />}
    </>
  );
}
