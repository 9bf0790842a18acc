import { Columns2, PenLine, Printer, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Hint } from "@/components/ui/tooltip";
import { SaveWords } from "@/entities/odontogram/save-words";
import type { PeriodontogramSummary } from "@/entities/periodontogram/schema";
import { formatDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import type { ExamInHand } from "../use-exam";

const PerioDialogs = lazy(() => import("./perio-dialogs").then((file) => file.PerioDialogs));
export type Asking = "sign" | "discard" | null;

type ActionsProps = {
  patientId: number;
  hand: ExamInHand;
  /** The oldest first. */
  versions: PeriodontogramSummary[];
  at: number;
  canWrite: boolean;
  comparing: boolean;
  onExam: (index: number) => void;
  onCompare: () => void;
  onPrint: () => void;
  onAnew: () => void;
};

const named = ({ status, signed_at, created_at }: PeriodontogramSummary) =>
  status === "DRAFT" ? "Hoy, borrador" : formatDate(signed_at ?? created_at);

/** Which exam it is, where it is kept, and what is done with it as a whole. */
export function PerioActions({
  patientId,
  hand,
  versions,
  at,
  canWrite,
  comparing,
  onExam,
  onCompare,
  onPrint,
  onAnew,
}: ActionsProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const canSign = useCan("records:sign");
  const draft = hand.sheet?.status === "DRAFT" ? hand.sheet : null;
  return (
    <>
      <SaveWords state={hand.state} onRetry={hand.retry} />
      {versions.length > 0 && (
        <label className="flex items-center gap-1.5 text-xs text-muted-foreground">
          Examen
          <select
            value={at}
            onChange={(event) => onExam(Number(event.target.value))}
            className="h-8 rounded-md border border-input bg-card px-2 text-sm text-foreground max-md:h-11"
          >
            {versions.map((version, index) => (
              <option key={version.id} value={index}>
                {named(version)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button variant={comparing ? "secondary" : "outline"} size="sm" aria-pressed={comparing} onClick={onCompare}>
        <Columns2 aria-hidden />
        Comparar
        <Kbd className="max-xl:!hidden">\</Kbd>
      </Button>
      <Button variant="outline" size="sm" onClick={onPrint} className="max-sm:hidden">
        <Printer aria-hidden />
        Imprimir
      </Button>
      {canWrite && canSign && draft && (
        <Button size="sm" data-main onClick={() => setAsking("sign")}>
          <PenLine aria-hidden />
          Firmar examen
        </Button>
      )}
      {canWrite && draft && (
        <Hint text="Descartar el borrador">
          <Button
            variant="outline"
            size="icon-sm"
            aria-label="Descartar el borrador del examen"
            onClick={() => setAsking("discard")}
          >
            <Trash2 aria-hidden />
          </Button>
        </Hint>
      )}
      <PerioDialogs
        open={asking !== null}
        asking={asking}
        patientId={patientId}
        hand={hand}
        onAsk={setAsking}
        onAnew={onAnew}
      />
    </>
  );
}
