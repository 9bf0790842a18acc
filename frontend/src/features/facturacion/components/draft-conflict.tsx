import { useEffect, useRef } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Invoice } from "@/entities/invoice/schema";
import { formatMoney, formatQuantity } from "@/lib/format";

type DraftConflictProps = { theirs: Invoice; onKeepMine: () => void; onTakeTheirs: () => void };

/** The same draft, saved in another window since it was opened here: who saves second says which stays. */
export function DraftConflict({ theirs, onKeepMine, onTakeTheirs }: DraftConflictProps) {
  const place = useRef<HTMLDivElement>(null);
  // It stands above what was being typed, perhaps out of sight.
  useEffect(() => {
    void place.current?.scrollIntoView?.({ block: "center" });
  }, [theirs.version]);
  return (
    <div ref={place}>
      <Alert variant="warning">
        <AlertTitle>Este borrador también se guardó en otra ventana.</AlertTitle>
        <AlertDescription>
          Lo que usted escribió aquí sigue abajo. Elija cuál queda; la otra versión se reemplaza.
        </AlertDescription>
        <details className="mt-2">
          <summary className="cursor-pointer rounded-sm font-medium">Ver lo que se guardó en la otra ventana</summary>
          <div className="mt-2 max-h-56 space-y-1 overflow-y-auto break-words rounded-md bg-card p-3 text-foreground">
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
        </details>
        <div className="mt-2.5 flex flex-wrap gap-2">
          <Button variant="outline" size="sm" onClick={onKeepMine}>
            Dejar lo de aquí
          </Button>
          <Button variant="outline" size="sm" onClick={onTakeTheirs}>
            Usar la otra versión
          </Button>
        </div>
      </Alert>
    </div>
  );
}
