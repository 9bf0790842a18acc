"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { UserRoundCheck } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Sheet, SheetBody, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { patientPath } from "@/config/navigation";
import { lotVisitsQuery } from "@/entities/chairside/queries";
import type { Lot, Product } from "@/entities/product/schema";
import { formatDate } from "@/lib/format";
import { formatWithUnit } from "@/lib/units";

/** From a lot to whom it was used in, and at which teeth: who is called when the maker recalls it. */
export function LotPatients({ product, lot, onClose }: { product: Product; lot: Lot; onClose: () => void }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    lotVisitsQuery(lot.id),
  );
  const visits = data?.pages.flatMap((page) => page.data);
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>En qué pacientes se usó el lote {lot.lot_number}</SheetTitle>
          <SheetDescription>{product.name}. Que lo vio queda en el registro.</SheetDescription>
        </SheetHeader>
        <SheetBody>
          {error ? (
            <ErrorState bare error={error} what="los pacientes de este lote" onRetry={() => void refetch()} />
          ) : !visits ? (
            <Skeleton className="h-40 rounded-lg" />
          ) : visits.length === 0 ? (
            <EmptyState bare icon={UserRoundCheck} title="En ninguno">
              Nada de este lote salió para una atención, ni se anotó en una.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-border rounded-lg border border-border text-sm">
              {visits.map(({ appointment_id, patient, used_on, quantity, teeth }) => (
                <li key={appointment_id} className="px-3 py-2.5">
                  <p className="font-medium">
                    {patient.id === null ? (
                      `Cita ${appointment_id}`
                    ) : (
                      <Link href={patientPath(patient.id)} className="text-primary underline-offset-4 hover:underline">
                        {patient.name}
                      </Link>
                    )}
                  </p>
                  <p className="text-xs text-muted-foreground">
                    {formatDate(used_on)}
                    {Number(quantity) > 0 && ` · ${formatWithUnit(quantity, product.unit)}`}
                    {teeth.length > 0 ? ` · pieza ${teeth.join(", ")}` : " · sin pieza anotada"}
                  </p>
                </li>
              ))}
            </ul>
          )}
          {hasNextPage && (
            <Button
              variant="outline"
              size="sm"
              className="mt-3"
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              Ver más
            </Button>
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}
