import { OtherWindow } from "@/components/patterns/other-window";
import type { Invoice } from "@/entities/invoice/schema";
import { formatMoney, formatQuantity } from "@/lib/format";

type DraftConflictProps = { theirs: Invoice; onKeepMine: () => void; onTakeTheirs: () => void };

/** A draft of an invoice, saved in two windows. */
export function DraftConflict({ theirs, ...choices }: DraftConflictProps) {
  return (
    <OtherWindow title="Este borrador también se guardó en otra ventana." version={theirs.version} {...choices}>
      <div className="space-y-1">
        <p className="font-medium">
          {theirs.buyer.name}: {formatMoney(theirs.total)}
        </p>
        <ul>
          {theirs.lines.map((line, index) => (
            <li key={index}>
              {formatQuantity(line.quantity)} × {line.description}, {formatMoney(line.unit_price)}
            </li>
          ))}
        </ul>
        {theirs.notes && <p className="text-muted-foreground">{theirs.notes}</p>}
      </div>
    </OtherWindow>
  );
}
