import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Finding } from "@/entities/odontogram/findings";
import { tally } from "@/entities/odontogram/words";
import { formatCount } from "@/lib/format";
import { announce } from "@/lib/toast";
import { useDiscardChart, useSignChart } from "../api";
import type { ChartInHand } from "../use-chart";
import type { Asking } from "./chart-actions";

type DialogsProps = {
  open: boolean;
  asking: Asking;
  patientId: number;
  hand: ChartInHand;
  onAsk: (asking: Asking) => void;
  onAnew: () => void;
};

/** Before a version is signed, and before a draft is thrown away. */
export function ChartDialogs({ asking, patientId, hand, onAsk, onAnew }: DialogsProps) {
  const sign = useSignChart(patientId);
  const discard = useDiscardChart(patientId);
  const done = (said: string) => {
    announce(said);
    onAnew();
  };
  return (
    <>
      <ConfirmDialog
        open={asking === "sign"}
        onOpenChange={(open) => onAsk(open ? "sign" : null)}
        title="Firmar el odontograma"
        description={`${inWords(hand.mouth.findings)} La versión queda como está: para cambiar algo se empieza otra.`}
        confirmLabel="Firmar versión"
        onConfirm={async () => {
          const saved = await hand.flush();
          if (saved) await sign.mutateAsync(saved);
          done("Odontograma firmado");
        }}
      />
      <ConfirmDialog
        open={asking === "discard"}
        onOpenChange={(open) => onAsk(open ? "discard" : null)}
        destructive
        title="Descartar el borrador del odontograma"
        description="Lo anotado desde la última versión firmada se pierde. Las versiones firmadas se conservan."
        confirmLabel="Descartar borrador"
        cancelLabel="Conservar"
        onConfirm={async () => {
          const saved = await hand.flush().catch(() => hand.chart);
          if (saved) await discard.mutateAsync(saved);
          done("Borrador descartado");
        }}
      />
    </>
  );
}

function inWords(findings: readonly Finding[]) {
  if (findings.length === 0) return "Sin hallazgos: todas las piezas sanas.";
  const { todo, done, absent } = tally(findings);
  return `${formatCount(findings.length, "hallazgo", "hallazgos")}: ${todo} por tratar, ${done} con algo realizado, ${absent} ausentes.`;
}
