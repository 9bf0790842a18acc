import { Money } from "@/components/patterns/money";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Entry } from "@/entities/account/schema";
import { InvoiceNumber } from "@/entities/invoice/invoice-number";
import { compare } from "@/lib/decimal";
import { formatDate } from "@/lib/format";
import { ENTRY_WORD, METHOD_WORD } from "../words";

const wordOf = ({ kind, method }: Entry) =>
  ENTRY_WORD[kind] + (method ? ` · ${METHOD_WORD[method].toLowerCase()}` : "");
const charge = ({ amount }: Entry) => (compare(amount, 0) > 0 ? amount : null);
const credit = ({ amount }: Entry) => (compare(amount, 0) < 0 ? amount.replace("-", "") : null);

/** Every entry with the balance after it; the newest stands first, as one looks for it. */
export function Ledger({ entries }: { entries: Entry[] }) {
  const newest = [...entries].reverse();
  return (
    <Card aria-label="Movimientos" className="overflow-hidden">
      <div className="hidden md:block">
        <Table>
          <TableCaption>Movimientos de la cuenta</TableCaption>
          <TableHeader>
            <tr>
              <TableHead>Fecha</TableHead>
              <TableHead>Concepto</TableHead>
              <TableHead>Documento</TableHead>
              {["Cargo", "Abono", "Saldo"].map((title) => (
                <TableHead key={title} className="text-right">
                  {title}
                </TableHead>
              ))}
            </tr>
          </TableHeader>
          <TableBody>
            {newest.map((entry, place) => (
              <TableRow key={place}>
                <TableCell className="whitespace-nowrap tabular-nums">{formatDate(entry.day)}</TableCell>
                <TableCell>{wordOf(entry)}</TableCell>
                <TableCell>
                  <Document entry={entry} />
                </TableCell>
                <TableCell className="text-right">
                  <Money value={charge(entry)} />
                </TableCell>
                <TableCell className="text-right">
                  <Money value={credit(entry)} />
                </TableCell>
                <TableCell className="text-right">
                  <Money value={entry.balance} strong />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <ul className="divide-y divide-border md:hidden">
        {newest.map((entry, place) => (
          <li key={place} className="flex items-start gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="text-base font-medium">{wordOf(entry)}</p>
              <p className="mt-0.5 text-xs tabular-nums text-muted-foreground">
                {formatDate(entry.day)} <Document entry={entry} />
              </p>
            </div>
            <p className="text-right">
              <Money value={entry.amount} className="text-base text-foreground" />
              <span className="block text-xs text-muted-foreground">
                saldo <Money value={entry.balance} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Document({ entry: { invoice_id, document } }: { entry: Entry }) {
  if (!document) return null;
  if (!invoice_id) return <span className="font-mono">{document}</span>;
  return <InvoiceNumber id={invoice_id}>{document}</InvoiceNumber>;
}
