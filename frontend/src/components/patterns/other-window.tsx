import { useEffect, useRef, type ReactNode } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

type OtherWindowProps = {
  title: string;
  /** Of what was saved there: with another one it comes into sight again. */
  version: number;
  /** What was saved there. */
  children: ReactNode;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  className?: string;
};

/** The same draft, saved in another window since it was opened here: who saves second says which stays. */
export function OtherWindow({ title, version, children, onKeepMine, onTakeTheirs, className }: OtherWindowProps) {
  const place = useRef<HTMLDivElement>(null);
  // It stands above what was being typed, perhaps out of sight.
  useEffect(() => {
    void place.current?.scrollIntoView?.({ block: "center" });
  }, [version]);
  return (
    <div ref={place} className={className}>
      <Alert variant="warning">
        <AlertTitle>{title}</AlertTitle>
        <AlertDescription>
          Lo que usted escribió aquí sigue abajo. Elija cuál queda; la otra versión se reemplaza.
        </AlertDescription>
        <details className="mt-2">
          <summary className="cursor-pointer rounded-sm font-medium">Ver lo que se guardó en la otra ventana</summary>
          <div className="mt-2 max-h-56 overflow-y-auto break-words rounded-md bg-card p-3 text-foreground">
            {children}
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
