"use client";

import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { useState } from "react";
import { Money } from "@/components/patterns/money";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { packagesQuery } from "@/entities/package/queries";
import type { Package } from "@/entities/package/schema";
import { formatCount } from "@/lib/format";
import { ivaLabel } from "@/lib/iva";
import { useCan } from "@/lib/session";
import { PackageSheet } from "./package-sheet";

const itemsOf = ({ items }: Package) =>
  items
    .map(({ sessions, treatment_name }) => `${formatCount(sessions, "sesión", "sesiones")} de ${treatment_name}`)
    .join(", ");

/** What may be sold. */
export function Catalogue() {
  const query = useQuery(packagesQuery);
  const mayWrite = useCan("packages:write");
  const [edited, setEdited] = useState<Package | null>(null);
  if (query.error) return <ErrorState error={query.error} what="el catálogo" onRetry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <div role="status" aria-label="Cargando el catálogo">
        <Skeleton className="h-40 w-full rounded-xl" />
      </div>
    );
  if (query.data.length === 0)
    return (
      <EmptyState icon={Layers} title="Aún no hay paquetes">
        Cree uno con los tratamientos y las sesiones que incluye, su precio y cuánto tiempo vale.
      </EmptyState>
    );
  return (
    <>
      <Card aria-label="Catálogo" className="overflow-hidden">
        <ul className="divide-y divide-border">
          {query.data.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <div className="min-w-0 flex-1 basis-60">
                <p className="text-sm font-medium">{one.name}</p>
                <p className="text-xs text-muted-foreground">
                  {itemsOf(one)} ·{" "}
                  {one.validity_days ? `vale ${formatCount(one.validity_days, "día", "días")}` : "no vence"}
                </p>
              </div>
              {!one.active && <StateBadge state="inactive" label="Ya no se vende" />}
              <span className="text-right text-sm">
                <Money value={one.price} strong />
                <span className="block text-xs text-muted-foreground">+ IVA {ivaLabel(one.iva_code)}</span>
              </span>
              {mayWrite && (
                <Button variant="outline" size="sm" onClick={() => setEdited(one)} aria-label={`Editar ${one.name}`}>
                  Editar
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Card>
      {edited && <PackageSheet known={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
