import { CircleCheck, CloudOff, CloudUpload, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatCount, formatTime } from "@/lib/format";
import type { Sheet, SaveState } from "@/lib/sheet-saver";
import { cn } from "@/lib/utils";

/** Where what was set is kept right now, in words. */
export function SaveWords({ state, onRetry }: { state: SaveState<Sheet>; onRetry: () => void }) {
  const { icon: Icon, text, tone } = lookOf(state);
  if (!text) return null;
  return (
    <p role="status" className={cn("flex items-center gap-1.5 whitespace-nowrap text-xs", tone)}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {text}
      {state.kind === "offline" && (
        <Button variant="link" size="xs" className="h-auto px-1" onClick={onRetry}>
          Guardar ahora
        </Button>
      )}
    </p>
  );
}

function lookOf(state: SaveState<Sheet>) {
  const muted = "text-muted-foreground";
  switch (state.kind) {
    case "saved":
      return { icon: CircleCheck, text: state.at && `Guardado ${formatTime(state.at)}`, tone: muted };
    case "saving":
      return { icon: CloudUpload, text: "Guardando…", tone: muted };
    case "offline": {
      const kept = formatCount(state.changes, "cambio guardado aquí", "cambios guardados aquí");
      return { icon: CloudOff, text: `Sin conexión, ${kept}`, tone: "text-warning" };
    }
    case "refused":
      return { icon: TriangleAlert, text: "No se guardó lo último", tone: "text-danger" };
    case "conflict":
      return { icon: TriangleAlert, text: "Hay otra versión", tone: "text-warning" };
  }
}
