"use client";

import { Clock, Plus, Search, Ticket } from "lucide-react";
import { useRef, type RefObject } from "react";
import { Money } from "@/components/patterns/money";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import type { InvoiceRow } from "@/entities/invoice/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { dayOf, today } from "@/lib/dates";
import { add, isZero } from "@/lib/decimal";
import { formatDayMonth } from "@/lib/format";
import { cn } from "@/lib/utils";
import { useQueue } from "../use-queue";

const LONG_WAIT = 15;

type Props = {
  onNew?: () => void;
  chosen: number | null;
  onChoose: (id: number) => void;
  search: string;
  onSearch: (text: string) => void;
};

/** Who waits to pay, by need: whose visit is over today, then on days before, then who left owing. `J` and `K` move. */
export function QueuePane({ chosen, onChoose, search, onSearch, onNew }: Props) {
  const queue = useQueue(search);
  const box = useRef<HTMLInputElement>(null);
  useHotkey("/", () => box.current?.focus());
  const all = [...queue.waiting, ...queue.before, ...queue.left];
  const step = (by: number) => {
    const at = all.findIndex(({ id }) => id === chosen);
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) onChoose(next.id);
  };
  useHotkey("j", () => step(1));
  useHotkey("k", () => step(-1));
  useHotkey("n", () => onNew?.(), { enabled: Boolean(onNew) });

  return (
    <Card className="flex min-h-0 flex-1 flex-col overflow-hidden" role="region" aria-label="Quién espera">
      <div className="flex items-center">
        <SearchBox box={box} search={search} onSearch={onSearch} />
        {onNew && (
          <Button variant="outline" size="icon" className="mr-3 md:hidden" aria-label="Cuenta nueva" onClick={onNew}>
            <Plus aria-hidden />
          </Button>
        )}
      </div>
      {queue.error ? (
        <ErrorState error={queue.error} what="quién espera" onRetry={queue.retry} />
      ) : all.length === 0 && queue.known ? (
        <EmptyState bare title={search ? "Nadie con ese nombre espera" : "Nadie espera"}>
          {search
            ? "Busque por nombre, cédula o número de factura."
            : "Cuando una cita termina, su cuenta aparece aquí."}
        </EmptyState>
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Group title="Esperan ahora" rows={queue.waiting} {...{ chosen, onChoose }} />
          <Group title="De días anteriores" rows={queue.before} {...{ chosen, onChoose }} />
          <Group title="Salieron sin pagar" rows={queue.left} {...{ chosen, onChoose }} />
        </div>
      )}
      <footer className="border-t px-4 py-3 text-sm">
        <p className="flex justify-between">
          <span className="text-muted-foreground">{queue.more ? "De estas cuentas" : "Por cobrar"}</span>
          <Money value={add(all.map(({ balance }) => balance))} strong />
        </p>
        {queue.more && <p className="text-xs text-muted-foreground">Hay más: búsquelas por nombre o número.</p>}
        {onNew && (
          <Button variant="outline" className="mt-2 hidden w-full md:inline-flex" onClick={onNew}>
            <Plus aria-hidden /> Cuenta nueva <Kbd>N</Kbd>
          </Button>
        )}
        <p className="mt-1.5 hidden text-xs text-muted-foreground md:block">
          <Kbd>J</Kbd> <Kbd>K</Kbd> mover
        </p>
      </footer>
    </Card>
  );
}

function SearchBox(props: { box: RefObject<HTMLInputElement | null>; search: string; onSearch: (t: string) => void }) {
  return (
    <div className="relative min-w-0 flex-1 p-3">
      <Search aria-hidden className="absolute left-6 top-1/2 size-4 -translate-y-1/2 text-muted-foreground" />
      <Input
        ref={props.box}
        type="search"
        aria-label="Nombre, cédula o factura"
        placeholder="Nombre o número"
        className="pl-9"
        value={props.search}
        onChange={(event) => props.onSearch(event.target.value)}
      />
    </div>
  );
}

type GroupProps = { title: string; rows: InvoiceRow[]; chosen: number | null; onChoose: (id: number) => void };

function Group({ title, rows, chosen, onChoose }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="flex justify-between border-y bg-muted px-4 py-2 text-sm text-muted-foreground">
        {title} <span className="tabular-nums">{rows.length}</span>
      </h2>
      <ul className="divide-y">
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              aria-current={row.id === chosen || undefined}
              onClick={() => onChoose(row.id)}
              className={cn(
                "flex min-h-14 w-full items-center justify-between gap-3 border-l-[3px] border-transparent px-4 py-2 text-left hover:bg-muted",
                row.id === chosen && "border-primary bg-accent hover:bg-accent",
              )}
            >
              <span className="min-w-0">
                <span className="line-clamp-2 break-words font-semibold">{row.buyer.name}</span>
                <span className="block truncate text-xs text-muted-foreground">
                  {row.doctor?.name ?? row.number ?? "Sin cita"} <Wait row={row} />
                </span>
              </span>
              {row.status === "DRAFT" && isZero(row.total) ? (
                <span className="text-right text-xs text-muted-foreground">
                  <Ticket aria-hidden className="inline size-3 text-success" /> nada por cobrar
                </span>
              ) : (
                <Money value={row.balance} strong />
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Wait({ row }: { row: InvoiceRow }) {
  const minutes = Math.floor((Date.now() - Date.parse(row.created_at)) / 60_000);
  const day = dayOf(row.created_at);
  if (row.status !== "DRAFT" || minutes < 0) return null;
  if (day < today()) return <span className="whitespace-nowrap">· {formatDayMonth(day)}</span>;
  return (
    <span className={cn("whitespace-nowrap", minutes > LONG_WAIT && "font-medium text-warning")}>
      · {minutes > LONG_WAIT && <Clock aria-hidden className="inline size-3" />}{" "}
      {minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`}
    </span>
  );
}
