"use client";

import { Eraser } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { formatMoney } from "@/lib/format";
import { isZero, multiply } from "@/lib/decimal";
import { cn } from "@/lib/utils";
import {
  COINS,
  DENOMINATIONS,
  isCounted,
  keyOf,
  NOTES,
  piecesOf,
  worthOf,
  type Denomination,
  type Typed,
} from "../pieces";
import { Step } from "./step";

type Props = { typed: Typed; onType: (typed: Typed) => void; onDone: () => void; busy: boolean; counted: boolean };

/** Notes and coins by piece. Enter goes on to the next, the arrows up and down; `20+4` adds. */
export function CountCard({ typed, onType, onDone, busy, counted }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const total = worthOf(typed, DENOMINATIONS);

  function move(event: KeyboardEvent<HTMLInputElement>) {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const inputs = [...(list.current?.querySelectorAll("input") ?? [])];
    const next = inputs[inputs.indexOf(event.currentTarget) + step];
    if (next) next.focus();
    else if (event.key === "Enter") onDone();
  }

  const group = (title: string, among: Denomination[]) => (
    <section aria-label={title}>
      <h3 className="flex justify-between bg-muted px-4 py-2 text-sm text-muted-foreground">
        {title}
        <span className="tabular-nums">{formatMoney(worthOf(typed, among))}</span>
      </h3>
      <ul className="px-4 py-1">
        {among.map((one) => {
          const text = typed[keyOf(one)] ?? "";
          const pieces = piecesOf(text);
          const worth = multiply(one.value, pieces ?? 0);
          return (
            <li
              key={keyOf(one)}
              className="grid min-h-12 grid-cols-[3.5rem_minmax(4.5rem,1fr)_auto_4rem_5rem] items-center gap-2 md:min-h-10"
            >
              <span
                aria-hidden
                className={cn(
                  "grid h-6 place-items-center border bg-muted px-1.5 text-xs font-semibold",
                  one.kind === "COIN" ? "w-9 rounded-full" : "rounded-sm",
                )}
              >
                {one.label}
              </span>
              <span className="truncate text-xs text-muted-foreground">{one.word}</span>
              <span aria-hidden className="text-muted-foreground">
                ×
              </span>
              <Input
                inputMode="numeric"
                aria-label={one.kind === "NOTE" ? `Billetes de ${one.label}` : `Monedas de ${one.label}`}
                value={text}
                placeholder="0"
                autoComplete="off"
                aria-invalid={pieces === null || undefined}
                className="text-right tabular-nums"
                onFocus={(event) => event.target.select()}
                onChange={(event) => onType({ ...typed, [keyOf(one)]: event.target.value })}
                onKeyDown={move}
              />
              <span className="text-right text-sm tabular-nums">
                {isZero(worth) ? <span className="text-muted-foreground">—</span> : formatMoney(worth)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );

  return (
    <Card className="flex flex-col overflow-hidden">
      <Step
        number={1}
        title="Contar el efectivo"
        action={
          <Button variant="ghost" size="icon" aria-label="Borrar lo contado" onClick={() => onType({})}>
            <Eraser aria-hidden />
          </Button>
        }
      />
      <div ref={list} className="flex-1">
        {group("Billetes", NOTES)}
        {group("Monedas", COINS)}
      </div>
      <footer className="space-y-2 border-t p-4">
        <p className="flex items-baseline justify-between">
          <span className="font-semibold">Contado</span>
          <output aria-label="Efectivo contado" className="text-xl font-semibold tabular-nums">
            {formatMoney(total)}
          </output>
        </p>
        <p className="hidden text-xs text-muted-foreground md:block">
          <Kbd>↵</Kbd> siguiente <Kbd>↑</Kbd> <Kbd>↓</Kbd> moverse, también acepta 20+4
        </p>
        <Button
          className="w-full"
          variant={counted ? "outline" : "default"}
          disabled={!isCounted(typed)}
          loading={busy}
          onClick={onDone}
        >
          {counted ? "Contar de nuevo" : "Contado"}
        </Button>
      </footer>
    </Card>
  );
}
