import { useQueryClient } from "@tanstack/react-query";
import { History, LockKeyhole } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { changed } from "@/entities/periodontogram/changed";
import type { Periodontogram, PeriodontogramSummary } from "@/entities/periodontogram/schema";
import { formatDate, formatDateTime, formatTime } from "@/lib/format";
import { notifyError } from "@/lib/toast";
import { useBeginExam } from "../api";
import type { ExamInHand } from "../use-exam";

type BannerProps = {
  old: PeriodontogramSummary | null;
  signed: PeriodontogramSummary | null;
  canWrite: boolean;
  patientId: number;
  onToday: () => void;
  onAnew: () => void;
};

/** Why nothing is written here, and the way to where it is. */
export function PerioBanner({ old, signed, canWrite, patientId, onToday, onAnew }: BannerProps) {
  const begin = useBeginExam(patientId);
  if (!old && !signed) return null;
  const { signed_at, signed_by, created_at } = (old ?? signed)!;
  const by = signed_by ? ` por ${signed_by.name}` : "";
  const Icon = old ? History : LockKeyhole;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border bg-info-bg px-4 py-2 text-sm text-info-fg xl:rounded-t-xl"
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1">
        {old
          ? `Viendo el examen del ${formatDate(signed_at ?? created_at)}, firmado${by}.`
          : `Firmado${by}, ${formatDateTime(signed_at!)}. Ya no cambia.`}
      </p>
      {old ? (
        <Button variant="outline" size="sm" onClick={onToday}>
          Volver a hoy
        </Button>
      ) : (
        canWrite && (
          <Button
            size="sm"
            loading={begin.isPending}
            onClick={() => begin.mutate(null, { onSuccess: onAnew, onError: (error) => notifyError(error) })}
          >
            Nuevo examen
          </Button>
        )
      )}
    </div>
  );
}

type ConflictProps = { hand: ExamInHand; theirs: Periodontogram; patientId: number; onAnew: () => void };

/** Somebody else changed the same exam: which one stays. */
export function PerioConflict({ hand, theirs, patientId, onAnew }: ConflictProps) {
  const client = useQueryClient();
  const signed = theirs.status === "SIGNED";
  const at = formatTime(theirs.updated_at);
  const takeTheirs = async () => {
    hand.takeTheirs();
    if (!signed) return;
    await changed(client, patientId);
    onAnew();
  };
  return (
    <Alert variant="warning" className="m-3">
      <p>
        {signed
          ? `Otra persona firmó este examen a las ${at}. Lo que usted anotó después no puede entrar en él: anótelo en un examen nuevo.`
          : `Otra persona guardó este examen a las ${at}. Lo suyo sigue aquí: elija cuál queda.`}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button variant="outline" size="sm" onClick={() => void takeTheirs()}>
          {signed ? "Ver el firmado" : "Tomar el otro"}
        </Button>
        {!signed && (
          <Button size="sm" onClick={hand.keepMine}>
            Conservar el mío
          </Button>
        )}
      </div>
    </Alert>
  );
}
