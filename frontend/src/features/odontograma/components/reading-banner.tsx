import { History, LockKeyhole } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { OdontogramSummary } from "@/entities/odontogram/schema";
import { formatDate, formatDateTime } from "@/lib/format";
import { notifyError } from "@/lib/toast";
import { useBeginChart } from "../api";

type BannerProps = {
  /** An older version than the one that stands. */
  old: OdontogramSummary | null;
  /** The one that stands, when it was signed. */
  signed: OdontogramSummary | null;
  canWrite: boolean;
  patientId: number;
  onToday: () => void;
  onAnew: () => void;
};

/** Why nothing is written here, and the way to where it is. */
export function ReadingBanner({ old, signed, canWrite, patientId, onToday, onAnew }: BannerProps) {
  const begin = useBeginChart(patientId);
  if (!old && !signed) return null;
  const { signed_at, signed_by, created_at } = (old ?? signed)!;
  const by = signed_by ? ` por ${signed_by.name}` : "";
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border bg-info-bg px-4 py-2 text-sm text-info-fg"
    >
      {old ? (
        <History className="size-4 shrink-0" aria-hidden />
      ) : (
        <LockKeyhole className="size-4 shrink-0" aria-hidden />
      )}
      <p className="min-w-0 flex-1">
        {old
          ? `Viendo ${formatDate(signed_at ?? created_at)}, firmado${by}.`
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
            Nueva versión
          </Button>
        )
      )}
    </div>
  );
}
