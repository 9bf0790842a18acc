"use client";

import { useIsMutating, useQuery } from "@tanstack/react-query";
import { PiggyBank, Plus, X } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { MoneyInput } from "@/components/form/fields";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { accountQuery } from "@/entities/account/queries";
import { CashNotice } from "@/entities/invoice/cash-notice";
import { METHODS, type Invoice } from "@/entities/invoice/schema";
import { CASH_NOTICE } from "@/entities/invoice/words";
import { useHotkey } from "@/hooks/use-hotkey";
import { compare, isZero, subtract } from "@/lib/decimal";
import { formatAmount, formatMoney } from "@/lib/format";
import { isApiError, messageOf } from "@/lib/problem";
import { cn } from "@/lib/utils";
import { CORRECTING, useCharge } from "../api";
import { changeFor, FIRST_WAY, inCoins, likely, methodOfKey, splitOf, written, type Way } from "../charge";
import { METHOD_SHORT } from "../words";
import { WayDetails } from "./way-details";

export type Charged = { invoice: Invoice; paid: string; change: string | null };

type Props = { invoice: Invoice; onCharged: (charged: Charged) => void };

/** How they pay. `C` arms the exact rest and `Enter` charges it; a digit after `C` writes what was handed over. */
export function PayPane({ invoice, onCharged }: Props) {
  const [ways, setWays] = useState<Way[]>([FIRST_WAY]);
  const [given, setGiven] = useState("");
  const [note, setNote] = useState("");
  const [armed, setArmed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const handed = useRef<HTMLInputElement>(null);
  const charge = useCharge();
  const draft = invoice.status === "DRAFT";
  const favour = useFavour(invoice);
  const [spends, setSpends] = useState(false);
  const credit = spends && favour !== null ? favour : null;
  const owed = credit === null ? invoice.balance : subtract(invoice.balance, credit);
  const covered = isZero(owed);
  const split = splitOf(owed, ways);
  // What is in their favour may be all of it: then nothing is received.
  const { amounts, paid, left, wrong } = covered ? { amounts: [], paid: "0.00", left: "0.00", wrong: null } : split;
  const correcting = useIsMutating({ mutationKey: CORRECTING }) > 0;
  const cash = amounts[ways.findIndex(({ method }) => method === "CASH")] ?? null;
  const change = cash !== null && given.trim() ? changeFor(given, cash) : null;
  const short = cash !== null && given.trim() !== "" && change === null;
  const unapproved = draft && (invoice.approval?.needed ?? false);
  const ready = !wrong && !short && invoice.to_mend.length === 0 && !unapproved && !correcting && !charge.isPending;
  const sum = credit === null ? paid : subtract(invoice.balance, left);

  const last = ways.length - 1;
  const edit = (index: number, part: Partial<Way>) =>
    setWays(ways.map((way, at) => (at === index ? { ...way, ...part } : way)));
  const pick = (key: string) => {
    const method = methodOfKey(key);
    if (method) edit(last, { method });
  };

  function send(confirmed = false) {
    if (!ready) return;
    const payments = (covered ? [] : ways).map((way, index) => ({
      method: way.method,
      amount: amounts[index]!,
      reference: way.reference.trim() || null,
      ...written(way),
      ...(index === 0 && note.trim() && { note: note.trim() }),
      ...(confirmed && { confirm_repeated: true }),
    }));
    // Once it is charged nothing is owed, and this pane is gone before a callback of its own would be called.
    charge
      .mutateAsync({
        id: invoice.id,
        version: draft ? invoice.version : undefined,
        payments,
        ...(credit !== null && { credit }),
      })
      .then(
        (charged) => onCharged({ invoice: charged, paid: sum, change }),
        () => undefined,
      );
  }

  const arm = () => button.current?.focus();
  useHotkey("c", arm);
  useHotkey("1", () => pick("1"));
  useHotkey("2", () => pick("2"));
  useHotkey("3", () => pick("3"));
  useHotkey("4", () => pick("4"));
  useHotkey("5", () => pick("5"));
  useHotkey("6", () => pick("6"));

  function onKey(event: KeyboardEvent<HTMLButtonElement>) {
    if (event.key === "Enter" && event.repeat) event.preventDefault();
    else if (event.key === "Escape") event.currentTarget.closest<HTMLElement>("main")?.focus();
    else if (cash !== null && /^\d$/.test(event.key) && armed) {
      event.preventDefault();
      event.stopPropagation();
      setGiven(event.key);
      handed.current?.focus();
    }
  }

  /** No sum has letters: `C` is the key of the page in its fields, too, where the focus is after the one before was charged. */
  function onSumKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || !["c", "C", "Enter"].includes(event.key)) return;
    event.preventDefault();
    if (!event.repeat) arm();
  }

  const repeated = isApiError(charge.error) && charge.error.problem.confirm === "confirm_repeated";
  return (
    <Card className="flex flex-col overflow-hidden" role="region" aria-label="Cobro">
      <header className="border-b px-4 py-3">
        <p className="flex items-baseline justify-between text-sm">
          <span className="font-semibold">Cobro</span>
          {isZero(left) ? (
            <span className="font-medium text-success">Completo</span>
          ) : (
            <span className="font-medium text-warning">Faltan {formatMoney(left)}</span>
          )}
        </p>
        <p className="text-2xl font-semibold tabular-nums tracking-[-0.025em]">{formatMoney(invoice.balance)}</p>
      </header>
      <div className="min-h-0 flex-1 divide-y overflow-y-auto">
        {favour !== null && <Favour amount={favour} spends={spends} onSpend={setSpends} />}
        <ul className={cn("divide-y", covered && "hidden")}>
          {ways.map((way, index) => (
            <li key={index} className={cn("space-y-2 px-4 py-2.5", index === last && "bg-accent")}>
              <div className="flex items-center gap-2">
                <span className="min-w-0 flex-1 text-sm font-medium">
                  {METHOD_SHORT[way.method]}
                  {way.amount === null && (
                    <span className="block text-xs font-normal text-muted-foreground">
                      {ways.length > 1 ? "el resto" : "todo"}
                    </span>
                  )}
                </span>
                <MoneyInput
                  aria-label={`Valor en ${METHOD_SHORT[way.method].toLowerCase()}`}
                  className="w-32"
                  value={way.amount ?? (amounts[index] ? formatAmount(amounts[index]) : "")}
                  onFocus={(event) => event.target.select()}
                  onChange={(event) => edit(index, { amount: event.target.value })}
                  onKeyDown={onSumKey}
                />
                {ways.length > 1 && (
                  <Button
                    variant="ghost"
                    size="icon"
                    aria-label={`Quitar ${METHOD_SHORT[way.method].toLowerCase()}`}
                    onClick={() => {
                      const kept = ways.filter((_, at) => at !== index);
                      setWays(kept.map((one, at) => (at === kept.length - 1 ? { ...one, amount: null } : one)));
                    }}
                  >
                    <X aria-hidden />
                  </Button>
                )}
              </div>
              {way.method !== "CASH" && <WayDetails way={way} onChange={(part) => edit(index, part)} />}
            </li>
          ))}
        </ul>
        <div
          className={cn("flex flex-wrap gap-1.5 px-4 py-3", covered && "hidden")}
          role="group"
          aria-label="Forma de pago"
        >
          {METHODS.map((method, index) => (
            <Button
              key={method}
              size="sm"
              variant={ways[last]!.method === method ? "default" : "outline"}
              aria-pressed={ways[last]!.method === method}
              className="gap-1.5"
              onClick={() => edit(last, { method })}
            >
              <Kbd inverse={ways[last]!.method === method}>{index + 1}</Kbd> {METHOD_SHORT[method]}
            </Button>
          ))}
          <Button
            size="sm"
            variant="ghost"
            disabled={wrong !== null && ways.length > 1}
            onClick={() =>
              setWays([
                ...ways.map((way, index) => (way.amount === null ? { ...way, amount: amounts[index] ?? "" } : way)),
                { ...FIRST_WAY, method: ways[last]!.method === "CASH" ? "TRANSFER" : "CASH" },
              ])
            }
          >
            <Plus aria-hidden /> Otra forma
          </Button>
        </div>
        {cash !== null && !wrong && (
          <div className="space-y-2 px-4 py-3">
            {compare(cash, CASH_NOTICE) > 0 && <CashNotice />}
            <div className="flex items-center justify-between gap-3">
              <label htmlFor="given" className="text-sm font-medium">
                Recibe
              </label>
              <MoneyInput
                ref={handed}
                id="given"
                className="w-32"
                value={given}
                placeholder={formatAmount(cash)}
                aria-invalid={short || undefined}
                onChange={(event) => setGiven(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== "Enter") return onSumKey(event);
                  event.preventDefault();
                  if (!event.repeat) send();
                }}
              />
            </div>
            <div className="grid grid-cols-4 gap-1.5">
              {likely(cash).map((sum) => (
                <Button key={sum} variant="outline" size="sm" onClick={() => setGiven(formatAmount(sum))}>
                  {formatAmount(sum)}
                </Button>
              ))}
            </div>
            {short && <p className="text-xs text-destructive">No alcanza para {formatMoney(cash)}.</p>}
            {change !== null && !isZero(change) && (
              <p
                role="status"
                className="flex flex-wrap items-baseline justify-between rounded-md bg-success-bg px-3 py-2 text-success-fg"
              >
                Vuelto <span className="text-xl font-semibold tabular-nums">{formatMoney(change)}</span>
                <span className="basis-full text-xs">{inCoins(change)}</span>
              </p>
            )}
          </div>
        )}
        {!covered && (
          <div className="px-4 py-3">
            <Input
              aria-label="Nota del cobro"
              placeholder="Nota del cobro (queda en el pago)"
              autoComplete="off"
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
        )}
      </div>
      <footer className="space-y-2 border-t p-4">
        {charge.error && (
          <Alert
            variant={repeated ? "warning" : "destructive"}
            action={
              <Button variant="outline" size="sm" onClick={() => send(repeated)}>
                {repeated ? "Es otro: cobrar igual" : "Reintentar"}
              </Button>
            }
          >
            <strong className="block">No se guardó el cobro de {formatMoney(sum)}</strong> {messageOf(charge.error)}
          </Alert>
        )}
        {wrong && <p className="text-xs text-destructive">{wrong}</p>}
        <Button
          ref={button}
          className="h-11 w-full"
          disabled={!ready}
          loading={charge.isPending}
          onFocus={() => setArmed(true)}
          onBlur={() => setArmed(false)}
          onKeyDown={onKey}
          onClick={() => send()}
        >
          <span className="tabular-nums">
            {armed && isZero(left) && !given
              ? `Enter cobra ${formatMoney(sum)} exactos`
              : `${draft ? "Cobrar y emitir" : "Cobrar"} ${formatMoney(sum)}`}
          </span>
          {!armed && <Kbd inverse>C</Kbd>}
          <Kbd inverse>↵</Kbd>
        </Button>
      </footer>
    </Card>
  );
}

/** How much of the invoice the patient has in their favour; null where nothing. */
function useFavour({ patient_id, balance }: Invoice) {
  const account = useQuery({ ...accountQuery(patient_id ?? 0), enabled: Boolean(patient_id) });
  const credit = account.data?.credit ?? "0";
  if (isZero(credit)) return null;
  return compare(credit, balance) < 0 ? credit : balance;
}

type FavourProps = { amount: string; spends: boolean; onSpend: (spends: boolean) => void };

const Favour = ({ amount, spends, onSpend }: FavourProps) => (
  <label className={cn("flex cursor-pointer items-center gap-2 px-4 py-2.5 text-sm", spends && "bg-accent")}>
    <PiggyBank aria-hidden className="size-4 text-muted-foreground" />
    <span className="min-w-0 flex-1">
      <span className="font-medium">Saldo a favor</span>
      <span className="block text-xs text-muted-foreground">usar {formatMoney(amount)}</span>
    </span>
    <Switch checked={spends} onCheckedChange={onSpend} aria-label={`Usar ${formatMoney(amount)} a favor`} />
  </label>
);
