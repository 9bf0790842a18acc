"use client";

import { useQuery } from "@tanstack/react-query";
import { PackageOpen, Plus, TriangleAlert, Undo2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Appointment } from "@/entities/appointment/schema";
import { visitMaterialsQuery } from "@/entities/chairside/queries";
import type { MaterialUse, PackUse } from "@/entities/chairside/schema";
import { subtract } from "@/lib/decimal";
import { formatDateTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { formatWithUnit } from "@/lib/units";
import { cn } from "@/lib/utils";
import type { Noted } from "../api";

type CardProps = {
  visit: Appointment;
  /** Of the last visits what left the stock is asked for; of older ones it is in the ledger. */
  recent: boolean;
  materials: readonly MaterialUse[];
  packs: readonly PackUse[];
  onNote: (kind: "material" | "pack") => void;
  onWithdraw: (noted: Noted) => void;
};

/** One visit: which lots and packs were used, where, and what left the stock that nobody placed. */
export function VisitCard({ visit, recent, materials, packs, onNote, onWithdraw }: CardProps) {
  const canWrite = useCan("materials:write");
  const { data } = useQuery({ ...visitMaterialsQuery(visit.id), enabled: recent && visit.status === "COMPLETED" });
  const unplaced = data?.consumed.filter(({ quantity, noted }) => Number(quantity) > Number(noted)) ?? [];
  const attended = visit.status !== "CANCELLED" && visit.status !== "NO_SHOW";
  return (
    <section
      aria-label={`Atención del ${formatDateTime(visit.start_time)}`}
      className="overflow-hidden rounded-xl border border-border bg-card"
    >
      <header className="flex flex-wrap items-center gap-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="font-semibold">{formatDateTime(visit.start_time)}</h2>
          <p className="text-sm text-muted-foreground">
            {[visit.treatments.map(({ name }) => name).join(", "), visit.doctor.name].filter(Boolean).join(" · ")}
          </p>
        </div>
        {canWrite && attended && (
          <>
            <Button variant="outline" size="sm" onClick={() => onNote("material")}>
              <Plus aria-hidden />
              Material
            </Button>
            <Button variant="outline" size="sm" onClick={() => onNote("pack")}>
              <PackageOpen aria-hidden />
              Paquete estéril
            </Button>
          </>
        )}
      </header>
      {materials.length + packs.length === 0 ? (
        <p className="border-t border-border px-4 py-3 text-sm text-muted-foreground">Nada anotado en esta atención.</p>
      ) : (
        <ul>
          {materials.map((use) => (
            <Row
              key={use.id}
              tooth={use.tooth}
              name={use.product_name}
              detail={`Lote ${use.lot_number} · ${formatWithUnit(use.quantity, use.unit)}`}
              alarm={use.recalled ? "Lote retirado" : null}
              use={use}
              onWithdraw={canWrite ? () => onWithdraw({ kind: "material", id: use.id, name: use.product_name }) : null}
            />
          ))}
          {packs.map((use) => (
            <Row
              key={use.id}
              tooth={use.tooth}
              name={use.contents}
              detail={`${use.label} · ciclo ${use.cycle_number} de ${use.autoclave}`}
              alarm={use.chemical === "FAILED" || use.biological === "FAILED" ? "Falló su ciclo" : null}
              use={use}
              onWithdraw={canWrite ? () => onWithdraw({ kind: "pack", id: use.id, name: use.contents }) : null}
            />
          ))}
        </ul>
      )}
      {data?.completed && unplaced.length > 0 && (
        <p className="border-t border-border bg-muted px-4 py-2.5 text-sm text-muted-foreground">
          También salió del inventario, sin pieza anotada:{" "}
          {unplaced
            .map(
              ({ product_name, lot_number, quantity, noted, unit }) =>
                `${formatWithUnit(subtract(quantity, noted), unit)} de ${product_name} (lote ${lot_number})`,
            )
            .join(", ")}
          .
        </p>
      )}
    </section>
  );
}

type RowProps = {
  tooth: number | null;
  name: string;
  detail: string;
  alarm: string | null;
  use: MaterialUse | PackUse;
  onWithdraw: (() => void) | null;
};

function Row({ tooth, name, detail, alarm, use: { withdrawn, noted_by, noted_at }, onWithdraw }: RowProps) {
  return (
    <li className="flex items-center gap-3 border-t border-border px-4 py-2 text-sm">
      <span className="w-11 shrink-0 font-semibold tabular-nums">{tooth ?? "Boca"}</span>
      <span className={cn("min-w-0 flex-1", withdrawn && "text-muted-foreground")}>
        <span className={cn("block", withdrawn && "line-through")}>
          {name} <span className="text-muted-foreground">{detail}</span>
        </span>
        <span className="block text-xs text-muted-foreground">
          {withdrawn
            ? `Lo retiró ${withdrawn.by.name}: ${withdrawn.reason}`
            : `${noted_by.name}, ${formatDateTime(noted_at)}`}
        </span>
      </span>
      {alarm && !withdrawn && (
        <Badge variant="danger" icon={TriangleAlert}>
          {alarm}
        </Badge>
      )}
      {onWithdraw && !withdrawn && (
        <Button variant="ghost" size="icon-sm" aria-label={`Retirar ${name}, ${tooth ?? "boca"}`} onClick={onWithdraw}>
          <Undo2 aria-hidden />
        </Button>
      )}
    </li>
  );
}
