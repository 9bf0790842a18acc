import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { indicesOf } from "@/entities/periodontogram/sites";
import { formatCount } from "@/lib/format";
import { announce } from "@/lib/toast";
import { useDiscardExam, useSignExam } from "../api";
import type { ExamInHand } from "../use-exam";
import type { Asking } from "./perio-actions";

type DialogsProps = {
  open: boolean;
  asking: Asking;
  patientId: number;
  hand: ExamInHand;
  onAsk: (asking: Asking) => void;
  onAnew: () => void;
};

/** Before an exam is signed, and before a draft is thrown away. */
export function PerioDialogs({ asking, patientId, hand, onAsk, onAnew }: DialogsProps) {
  const sign = useSignExam(patientId);
  const discard = useDiscardExam(patientId);
  const { sites, deep_4: deep } = indicesOf(hand.exam.teeth);
  const done = (said: string) => {
    announce(said);
    onAnew();
  };
  return (
    <>
      <ConfirmDialog
        open={asking === "sign"}
        onOpenChange={(open) => onAsk(open ? "sign" : null)}
        title="Firmar el periodontograma"
        description={`${formatCount(sites, "sitio examinado", "sitios examinados")}, ${deep} de 4 mm o más. El examen queda como está: para cambiar algo se empieza otro.`}
        confirmLabel="Firmar examen"
        onConfirm={async () => {
          const saved = await hand.flush();
          if (saved) await sign.mutateAsync(saved);
          done("Periodontograma firmado");
        }}
      />
      <ConfirmDialog
        open={asking === "discard"}
        onOpenChange={(open) => onAsk(open ? "discard" : null)}
        destructive
        title="Descartar el borrador del periodontograma"
        description="Lo medido en este examen se pierde. Los exámenes firmados se conservan."
        confirmLabel="Descartar borrador"
        cancelLabel="Conservar"
        onConfirm={async () => {
          const saved = await hand.flush().catch(() => hand.sheet);
          if (saved) await discard.mutateAsync(saved);
          done("Borrador descartado");
        }}
      />
    </>
  );
}
