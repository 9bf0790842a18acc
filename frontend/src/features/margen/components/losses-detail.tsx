"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ExportMenu } from "@/components/patterns/export-menu";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { SummedLines } from "@/components/patterns/summed-lines";
import { Skeleton } from "@/components/ui/skeleton";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { lossesQuery, lossLinesQuery, sheetHref } from "@/entities/report/queries";
import type { Losses, LossLine } from "@/entities/report/schema";
import { productPath } from "@/entities/product/product-path";
import { formatDate, formatMoney } from "@/lib/format";
import { useCan } from "@/lib/session";
import { formatWithUnit } from "@/lib/units";
import { LOSS_WORDS } from "../words";

/** What was thrown away or missing in the month, why, and every movement behind it; what was bought less what went back. */
export function LossesDetail({ month }: { month: string }) {
  const query = useQuery(lossesQuery(month));
  const [about, setAbout] = useState<LossLine["about"] | "all">("all");
  if (query.isPending)
    return (
      <div role="status" aria-label="Cargando las bajas" className="space-y-3 px-4 py-4 md:pl-9">
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
      </div>
    );
  if (!query.data) return <ErrorState bare error={query.error} what="las bajas" onRetry={() => void query.refetch()} />;
  const losses = query.data;
  return (
    <div className="border-l-[3px] border-primary lg:grid lg:grid-cols-[minmax(0,1fr)_340px]">
      <div className="min-w-0 space-y-3 py-3 pl-4 pr-4 md:pl-9">
        {causesOf(losses).length > 0 && (
          <ToggleGroup
            type="single"
            value={about}
            onValueChange={(next) => next && setAbout(next as typeof about)}
            aria-label="Por qué salió"
            className="h-auto max-w-full flex-wrap md:h-auto"
          >
            <ToggleGroupItem value="all">Todo lo perdido</ToggleGroupItem>
            {causesOf(losses).map((cause) => (
              <ToggleGroupItem key={cause.about} value={cause.about}>
                {LOSS_WORDS[cause.about]} <span className="ml-1 tabular-nums">{formatMoney(cause.cost)}</span>
              </ToggleGroupItem>
            ))}
          </ToggleGroup>
        )}
        <Lines key={about} month={month} about={about === "all" ? null : about} />
      </div>
      <div className="space-y-3 border-border px-4 py-3 text-sm max-lg:border-t lg:border-l">
        <div className="flex items-center justify-between gap-3">
          <h3 className="font-semibold">Compras de material</h3>
          <ExportMenu xlsx={sheetHref("losses", { month })} />
        </div>
        <dl className="space-y-1 text-xs">
          <Sum label="Comprado con documento" value={losses.bought} />
          <Sum label="Devuelto a proveedores" value={losses.returned} />
          <Sum label="Compras netas" value={losses.purchases} strong />
        </dl>
        <p className="text-xs text-muted-foreground">
          Lo comprado es costo cuando se usa o se da de baja. Lo devuelto sale a lo que costaban sus lotes y no resta
          del resultado.
        </p>
      </div>
    </div>
  );
}

/** The causes of the month; what went back to its suppliers is one, and no loss. */
const causesOf = ({ by_cause, returned }: Losses): Pick<Losses["by_cause"][number], "about" | "cost">[] => [
  ...by_cause,
  ...(Number(returned) === 0 ? [] : [{ about: "RETURN" as const, cost: returned }]),
];

function Sum({ label, value, strong }: { label: string; value: string; strong?: boolean }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt>{label}</dt>
      <dd>
        <Money value={value} strong={strong} />
      </dd>
    </div>
  );
}

function Lines({ month, about }: { month: string; about: LossLine["about"] | null }) {
  const query = useInfiniteQuery({
    ...lossLinesQuery(month, about),
    select: ({ pages, pageParams }) => ({
      pageParams,
      pages: pages.map((page) => ({ ...page, data: page.data.map((line) => ({ ...line, amount: line.cost })) })),
    }),
  });
  const seesProducts = useCan("products:read");
  if (query.data?.pages[0]?.data.length === 0)
    return (
      <p className="text-sm text-muted-foreground">
        Nada se dio de baja en el mes, y los conteos hallaron lo que había.
      </p>
    );
  return (
    <SummedLines query={query}>
      {(line) => (
        <>
          <span className="w-24 shrink-0 text-xs tabular-nums text-muted-foreground">{formatDate(line.day)}</span>
          <span className="min-w-0 flex-1">
            {seesProducts ? (
              <Link
                href={productPath(line.product_id)}
                className="rounded-sm font-medium text-primary underline-offset-4 hover:underline"
              >
                {line.product_name}
              </Link>
            ) : (
              <span className="font-medium">{line.product_name}</span>
            )}{" "}
            <span className="text-muted-foreground">
              {formatWithUnit(line.quantity.replace("-", ""), line.unit)} · lote {line.lot_number} ·{" "}
              {LOSS_WORDS[line.about]}
              {line.reason && ` · ${line.reason}`}
            </span>
          </span>
        </>
      )}
    </SummedLines>
  );
}
