"use client";

import { Check, EyeOff } from "lucide-react";
import { Card } from "@/components/ui/card";
import { MoneyInput } from "@/components/form/fields";
import type { CashSession } from "@/entities/cash/schema";
import type { Method } from "@/entities/invoice/schema";
import { isZero } from "@/lib/decimal";
import { formatCount, formatMoney, formatTime } from "@/lib/format";
import { cn } from "@/lib/utils";
import { typedMoney } from "@/lib/units";
import { METHOD_WORDS } from "../words";
import { Step } from "./step";

type Props = {
  session: CashSession;
  vouchers: Record<string, string>;
  onVouchers: (typed: Record<string, string>) => void;
};

/** What is expected of each method beside what was counted. Under a blind count it says nothing until that is done. */
export function CompareCard({ session, vouchers, onVouchers }: Props) {
  const count = session.count?.current ? session.count : null;
  const rows = count?.methods ?? null;
  const others = (session.expected ?? []).filter(({ method }) => method !== "CASH");
  return (
    <Card className="flex flex-col overflow-hidden">
      <Step
        number={2}
        title="Comparar por forma de pago"
        action={
          count?.blind && (
            <span className="flex items-center gap-1.5 text-xs text-muted-foreground">
              <EyeOff aria-hidden className="size-3.5" /> Contado a ciegas a las {formatTime(count.counted_at)}
            </span>
          )
        }
      />
      <table className="w-full text-sm">
        <thead className="bg-muted text-left text-xs text-muted-foreground">
          <tr>
            <th className="px-4 py-2 font-medium">Forma de pago</th>
            <th className="px-2 py-2 text-right font-medium">Esperado</th>
            <th className="px-2 py-2 text-right font-medium">Contado</th>
            <th className="px-4 py-2 text-right font-medium">Diferencia</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows
            ? rows.map((row) => (
                <tr key={row.method}>
                  <Named method={row.method} payments={row.payments} />
                  <Sum>{formatMoney(row.expected)}</Sum>
                  <td className="px-2 py-3 text-right font-semibold tabular-nums">{formatMoney(row.counted)}</td>
                  <td className="px-4 py-3 text-right">
                    <Difference value={row.difference} />
                  </td>
                </tr>
              ))
            : [{ method: "CASH" as const, amount: session.expected_cash, payments: null }, ...others].map((row) => (
                <tr key={row.method}>
                  <Named method={row.method} payments={row.payments} />
                  <Sum>{row.amount === null ? "—" : formatMoney(row.amount)}</Sum>
                  <td className="px-2 py-2 text-right">
                    {row.method === "CASH" ? (
                      <span className="text-muted-foreground">cuéntelo</span>
                    ) : (
                      <span className="ml-auto block w-32">
                        <MoneyInput
                          aria-label={`Contado en ${METHOD_WORDS[row.method].toLowerCase()}`}
                          placeholder={row.amount ? typedMoney(row.amount) : undefined}
                          value={vouchers[row.method] ?? ""}
                          onChange={(event) => onVouchers({ ...vouchers, [row.method]: event.target.value })}
                        />
                      </span>
                    )}
                  </td>
                  <td className="px-4 text-right text-muted-foreground">—</td>
                </tr>
              ))}
        </tbody>
        {count && (
          <tfoot className="border-t bg-muted font-semibold">
            <tr>
              <td className="px-4 py-3">
                Total{" "}
                <span className="font-normal text-muted-foreground">
                  {formatCount(session.payments, "cobro", "cobros")}
                </span>
              </td>
              <Sum>{formatMoney(count.expected)}</Sum>
              <td className="px-2 py-3 text-right tabular-nums">{formatMoney(count.counted)}</td>
              <td className="px-4 py-3 text-right">
                <Difference value={count.difference} />
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      <p className="mt-auto p-4 text-xs text-muted-foreground">
        {session.blind
          ? "Lo esperado se muestra cuando termine de contar. Cada conteo queda guardado."
          : "De lo que no cuente se toma lo esperado. Cada conteo queda guardado."}
        {session.counts > 1 && ` Esta caja se contó ${session.counts} veces.`}
      </p>
    </Card>
  );
}

function Named({ method, payments }: { method: Method; payments: number | null }) {
  return (
    <td className="px-4 py-3">
      <span className="font-medium">{METHOD_WORDS[method]}</span>
      {payments !== null && (
        <span className="block text-xs text-muted-foreground">{formatCount(payments, "cobro", "cobros")}</span>
      )}
    </td>
  );
}

const Sum = ({ children }: { children: string }) => <td className="px-2 py-3 text-right tabular-nums">{children}</td>;

function Difference({ value }: { value: string }) {
  if (isZero(value))
    return (
      <span className="inline-flex items-center gap-1 whitespace-nowrap font-medium text-success">
        <Check aria-hidden className="size-3.5" /> Cuadra
      </span>
    );
  return (
    <span className={cn("font-semibold tabular-nums", value.startsWith("-") && "text-danger")}>
      {value.startsWith("-") ? "" : "+"}
      {formatMoney(value)}
    </span>
  );
}
