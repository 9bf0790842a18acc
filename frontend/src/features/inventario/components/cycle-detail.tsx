"use client";

import { useQuery } from "@tanstack/react-query";
import { Printer, Trash2 } from "lucide-react";
import { useState } from "react";
import { DetailList } from "@/components/patterns/detail-list";
import { Link } from "@/components/patterns/link";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Sheet, SheetBody, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { patientPath } from "@/config/navigation";
import { labelsHref, packsOfCycle, packUsesOfCycle } from "@/entities/chairside/queries";
import { BIOLOGICAL, type Cycle, type Pack } from "@/entities/chairside/schema";
import { formatDate, formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { useDiscardPack, useSaveCycle } from "../api";
import { BIOLOGICAL_WORD } from "../words";
import { CycleBadge, PackBadge } from "./sterile-badges";

const ConfirmDialog = lazy(() => import("@/components/patterns/confirm-dialog").then((file) => file.ConfirmDialog));

/** One cycle: its indicators, its packs, and in whom each was opened. */
export function CycleDetail({ cycle, onClose }: { cycle: Cycle; onClose: () => void }) {
  const canWrite = useCan("sterilisation:write");
  const canTrace = useCan("materials:read");
  const { data: packs, error, refetch } = useQuery(packsOfCycle(cycle.id));
  const { data: uses } = useQuery({ ...packUsesOfCycle(cycle.id), enabled: canTrace });
  const [going, setGoing] = useState<Pack | null>(null);
  const discard = useDiscardPack();
  const save = useSaveCycle();
  const read = (biological: string) =>
    save.mutateAsync({ cycle, body: { biological } }).then(
      () => notify("Indicador biológico anotado"),
      (failure: unknown) => notifyError(failure),
    );
  if (going)
    return (
      <ConfirmDialog
        open
        onOpenChange={(open) => !open && setGoing(null)}
        title={`Descartar ${going.label}`}
        description="No se podrá abrir para nadie. Queda quién lo descartó y por qué."
        confirmLabel="Descartar paquete"
        cancelLabel="Conservar"
        destructive
        reason
        onConfirm={(reason) => discard.mutateAsync({ id: going.id, reason })}
      />
    );
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>
            Ciclo {cycle.number} de {cycle.autoclave}
          </SheetTitle>
          <SheetDescription>
            {formatDateTime(cycle.started_at)}, {cycle.operator.name}
          </SheetDescription>
        </SheetHeader>
        <SheetBody className="space-y-5">
          <DetailList
            columns={2}
            items={[
              { label: "Estado", value: <CycleBadge cycle={cycle} /> },
              {
                label: "Programa",
                value: [cycle.program, `${Number(cycle.temperature)} °C, ${cycle.minutes} min`]
                  .filter(Boolean)
                  .join(", "),
              },
              { label: "Indicador químico", value: cycle.chemical === "PASSED" ? "Conforme" : "Falló" },
              {
                label: "Lo leyó",
                value: cycle.biological_by
                  ? `${cycle.biological_by.name}, ${formatDateTime(cycle.biological_at!)}`
                  : "—",
              },
              ...(cycle.remark ? [{ label: "Observación", value: cycle.remark, wide: true }] : []),
            ]}
          />
          <fieldset className="space-y-2" disabled={!canWrite || save.isPending}>
            <legend className="text-sm font-medium">Indicador biológico</legend>
            <RadioGroup
              value={cycle.biological}
              onValueChange={(value) => void read(value)}
              className="flex flex-wrap gap-4"
            >
              {BIOLOGICAL.map((value) => (
                <label key={value} className="flex items-center gap-2 text-sm">
                  <RadioGroupItem value={value} disabled={!canWrite || save.isPending} />
                  {BIOLOGICAL_WORD[value]}
                </label>
              ))}
            </RadioGroup>
          </fieldset>
          <div className="space-y-2">
            <div className="flex items-center justify-between">
              <h3 className="font-semibold">Paquetes</h3>
              <Button variant="outline" size="sm" asChild>
                <a href={labelsHref(cycle.id)} target="_blank" rel="noreferrer">
                  <Printer aria-hidden />
                  Imprimir etiquetas
                </a>
              </Button>
            </div>
            {error ? (
              <ErrorState bare error={error} what="los paquetes" onRetry={() => void refetch()} />
            ) : !packs ? (
              <Skeleton className="h-32 rounded-lg" />
            ) : (
              <ul className="divide-y divide-border rounded-lg border border-border text-sm">
                {packs.data.map((pack) => {
                  const use = uses?.data.find(({ pack_id, withdrawn }) => pack_id === pack.id && !withdrawn);
                  return (
                    <li key={pack.id} className="flex items-center gap-3 px-3 py-2">
                      <span className="min-w-0 flex-1">
                        <span className="block truncate font-medium">{pack.contents}</span>
                        <span className="block text-xs text-muted-foreground">
                          <span className="font-mono">{pack.label}</span>
                          {use?.patient.id ? (
                            <>
                              {" · "}
                              <Link href={patientPath(use.patient.id)} className="text-primary hover:underline">
                                {use.patient.name}
                              </Link>
                              {use.tooth && `, pieza ${use.tooth}`}, {formatDate(use.used_on)}
                            </>
                          ) : pack.discarded_reason ? (
                            ` · ${pack.discarded_reason}`
                          ) : (
                            ` · estéril hasta ${formatDate(pack.sterile_until)}`
                          )}
                        </span>
                      </span>
                      <PackBadge state={pack.state} />
                      {canWrite && pack.state !== "USED" && pack.state !== "DISCARDED" && (
                        <Button
                          variant="ghost"
                          size="icon-sm"
                          aria-label={`Descartar ${pack.label}`}
                          onClick={() => setGoing(pack)}
                        >
                          <Trash2 aria-hidden />
                        </Button>
                      )}
                    </li>
                  );
                })}
              </ul>
            )}
          </div>
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}
