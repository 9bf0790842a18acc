import { CircleCheck } from "lucide-react";
import { Money } from "@/components/patterns/money";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Quote } from "@/entities/quote/schema";
import { add, compare } from "@/lib/decimal";
import { formatMoney, formatQuantity } from "@/lib/format";
import { phasesOf, type Phase } from "../words";

type Line = Quote["lines"][number];

/** What a quote offers, phase by phase, with what was accepted and done of it. */
export function LinesCard({ quote }: { quote: Quote }) {
  const phases = phasesOf(quote.lines);
  const named = phases.some(({ name }) => name);
  return (
    <Card aria-label="Tratamientos" className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>Tratamientos</CardTitle>
      </CardHeader>
      <Table>
        <TableCaption>Tratamientos del presupuesto {quote.number}</TableCaption>
        <TableHeader>
          <tr>
            <TableHead>Tratamiento</TableHead>
            <TableHead className="hidden md:table-cell">Pieza</TableHead>
            {["Cant.", "Precio", "Rebaja"].map((title) => (
              <TableHead key={title} className="hidden text-right md:table-cell">
                {title}
              </TableHead>
            ))}
            <TableHead className="text-right">Total</TableHead>
          </tr>
        </TableHeader>
        {phases.map((phase, place) => (
          <TableBody key={`${phase.name} ${place}`}>
            {named && <PhaseRow phase={phase} quote={quote} />}
            {phase.lines.map((line) => (
              <LineRow key={line.id} line={line} quote={quote} tellsAccepted={!named || phase.accepted === "some"} />
            ))}
          </TableBody>
        ))}
      </Table>
      {[quote.conditions, quote.notes].filter(Boolean).map((said) => (
        <p key={said} className="whitespace-pre-line border-t border-border px-4 py-3 text-sm text-muted-foreground">
          {said}
        </p>
      ))}
      <p className="flex flex-wrap items-baseline justify-end gap-x-4 border-t border-border px-4 py-3 text-sm">
        {compare(quote.discount, 0) > 0 && (
          <span className="text-muted-foreground">Rebajas incluidas {formatMoney(quote.discount)}</span>
        )}
        {compare(quote.iva, 0) > 0 && <span className="text-muted-foreground">IVA {formatMoney(quote.iva)}</span>}
        <span className="flex items-baseline gap-2 font-semibold">
          Total <Money value={quote.total} strong className="text-lg" />
        </span>
      </p>
    </Card>
  );
}

function PhaseRow({ phase, quote }: { phase: Phase; quote: Quote }) {
  const waits = quote.state === "SENT" || quote.state === "ACCEPTED";
  return (
    <tr className="border-y border-border bg-muted/60">
      <th scope="rowgroup" className="h-10 px-4 text-left text-sm font-semibold">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          {phase.name ?? "Sin fase"}
          {phase.accepted === "all" && <Badge variant="success">Aceptada</Badge>}
          {phase.accepted === "some" && <Badge variant="warning">Aceptada en parte</Badge>}
          {phase.accepted === "none" && waits && <Badge variant="neutral">Falta aceptar</Badge>}
        </span>
      </th>
      <td colSpan={4} className="hidden md:table-cell" />
      <td className="px-4 text-right text-sm">
        <Money value={add(phase.lines.map(({ subtotal }) => subtotal))} strong />
      </td>
    </tr>
  );
}

function LineRow({ line, quote, tellsAccepted }: { line: Line; quote: Quote; tellsAccepted: boolean }) {
  const own = quote.discounts.find(({ position }) => position === line.position);
  const done = compare(line.billed, 0) > 0;
  const right = "hidden text-right tabular-nums md:table-cell";
  return (
    <TableRow>
      <TableCell className="whitespace-normal py-2.5">
        <span className="block break-words font-medium">{line.description}</span>
        <span className="block text-xs text-muted-foreground md:hidden">
          {[line.tooth && `pieza ${line.tooth}`, `${formatQuantity(line.quantity)} × ${formatMoney(line.unit_price)}`]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {line.notes && <span className="block break-words text-xs text-muted-foreground">{line.notes}</span>}
        {compare(line.discount, 0) > 0 && (
          <span
            className={own ? "block text-xs text-muted-foreground" : "block text-xs text-muted-foreground md:hidden"}
          >
            <span className="md:hidden">Rebaja {formatMoney(line.discount)}</span>
            {own && <span className="max-md:before:content-[':_']">{own.reason}</span>}
          </span>
        )}
        {(done || (tellsAccepted && line.accepted)) && (
          <span className="flex items-center gap-1 text-xs text-success">
            <CircleCheck aria-hidden className="size-3.5" />
            {[line.accepted && tellsAccepted && "aceptado", done && `${formatQuantity(line.billed)} hecho`]
              .filter(Boolean)
              .join(" · ")}
          </span>
        )}
      </TableCell>
      <TableCell className="hidden md:table-cell">
        {line.tooth ?? <span className="text-muted-foreground">—</span>}
      </TableCell>
      <TableCell className={right}>{formatQuantity(line.quantity)}</TableCell>
      <TableCell className={right}>
        <Money value={line.unit_price} />
      </TableCell>
      <TableCell className={right}>
        <Money value={line.discount} dashZero />
      </TableCell>
      <TableCell className="text-right">
        <Money value={line.subtotal} strong />
      </TableCell>
    </TableRow>
  );
}
