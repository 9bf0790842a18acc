import { CircleCheck, CloudOff, CloudUpload, FilePen, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatTime } from "@/lib/format";
import { isApiError, messageOf } from "@/lib/problem";
import { cn } from "@/lib/utils";
import type { SaveState } from "../note-saver";

type StatusProps = {
  state: SaveState;
  /** Diagnoses that are not saved until somebody completes them. */
  waiting: number;
  onRetry: () => void;
  onComplete: () => void;
};

/** Where the text is right now, in words. */
export function SaveStatus({ state, waiting, onRetry, onComplete }: StatusProps) {
  const partly = state.kind === "saved" && waiting > 0;
  const { icon: Icon, text, tone } = partly ? lookOfPart(waiting) : lookOf(state);
  return (
    <p role="status" className={cn("flex min-w-0 items-center gap-1.5 text-xs", tone)}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0">{text}</span>
      {state.kind === "failed" && (
        <Button variant="link" size="xs" className="h-auto px-1" onClick={onRetry}>
          Guardar ahora
        </Button>
      )}
      {partly && (
        <Button variant="link" size="xs" className="h-auto px-1" onClick={onComplete}>
          Ir a completar
        </Button>
      )}
    </p>
  );
}

const lookOfPart = (waiting: number) => ({
  icon: TriangleAlert,
  text: `Guardado, menos ${waiting === 1 ? "un diagnóstico incompleto o repetido" : `${waiting} diagnósticos incompletos o repetidos`}.`,
  tone: "text-warning",
});

const muted = "text-muted-foreground";

function lookOf(state: SaveState) {
  switch (state.kind) {
    case "saved":
      return state.at
        ? { icon: CircleCheck, text: `Borrador guardado a las ${formatTime(state.at)}`, tone: muted }
        : { icon: FilePen, text: "Se guarda por sí sola mientras escribe", tone: muted };
    case "waiting":
    case "saving":
      return { icon: CloudUpload, text: "Guardando…", tone: muted };
    case "needs-reason":
      return { icon: TriangleAlert, text: "Escriba el motivo para que el borrador se guarde", tone: "text-warning" };
    case "conflict":
      return { icon: TriangleAlert, text: "Sin guardar: hay otra versión", tone: "text-warning" };
    case "failed":
      return {
        icon: CloudOff,
        text: `Sin guardar. ${reasonOf(state.error)}${state.again ? " Se vuelve a intentar en unos segundos." : ""}`,
        tone: "text-danger",
      };
  }
}

/** The service's own sentences for the fields, when it named any. */
function reasonOf(error: unknown) {
  const fields = isApiError(error) ? error.fieldErrors.map(({ message }) => message) : [];
  return fields.length > 0 ? `${fields.join(". ")}.` : messageOf(error);
}
