import { Money } from "@/components/patterns/money";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { Quote } from "@/entities/quote/schema";
import { compare } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";

/** What a quote offers, line by line, with what was accepted and done of it. */
export function LinesCard({ quote }: { quote: Quote }) {
  const own = new Map(quote.discounts.map((one) => [one.position, one]));
  return (
    <Card aria-label="Tratamientos">
      <CardHeader className="pb-3">
        <CardTitle>Tratamientos</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border border-t border-border">
        {quote.lines.map((line) => (
          <li key={line.id} className="flex items-start gap-4 px-4 py-3 text-sm">
            <div className="min-w-0 flex-1">
              <p className="break-words font-medium">{line.description}</p>
              <p className="text-xs text-muted-foreground">
                {[
                  line.phase,
                  line.tooth && `pieza ${line.tooth}`,
                  `${Number(line.quantity).toLocaleString("es-EC")} × ${formatMoney(line.unit_price)}`,
                  line.accepted ? "aceptado" : null,
                  compare(line.billed, 0) > 0 ? `${Number(line.billed).toLocaleString("es-EC")} hecho` : null,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              {line.notes && <p className="break-words text-xs">{line.notes}</p>}
              {compare(line.discount, 0) > 0 && (
                <p className="text-xs text-muted-foreground">
                  Rebaja {formatMoney(line.discount)}
                  {own.has(line.position) && `: ${own.get(line.position)!.reason}`}
                </p>
              )}
            </div>
            <Money value={line.subtotal} strong />
          </li>
        ))}
      </ul>
      {[quote.conditions, quote.notes].filter(Boolean).map((said) => (
        <p key={said} className="whitespace-pre-line border-t border-border px-4 py-3 text-sm text-muted-foreground">
          {said}
        </p>
      ))}
      <p className="flex flex-wrap justify-end gap-x-4 border-t border-border px-4 py-3 text-sm">
        {compare(quote.discount, 0) > 0 && (
          <span className="text-muted-foreground">Rebajas incluidas {formatMoney(quote.discount)}</span>
        )}
        {compare(quote.iva, 0) > 0 && <span className="text-muted-foreground">IVA {formatMoney(quote.iva)}</span>}
        <span>
          Total <Money value={quote.total} strong />
        </span>
      </p>
    </Card>
  );
}
