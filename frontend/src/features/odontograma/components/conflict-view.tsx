import { useQueryClient } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { changed } from "@/entities/odontogram/changed";
import type { CustomKind, Finding } from "@/entities/odontogram/findings";
import type { Odontogram } from "@/entities/odontogram/schema";
import { formatTime } from "@/lib/format";
import type { ChartInHand } from "../use-chart";
import { Compare } from "./compare";

type ConflictProps = {
  hand: ChartInHand;
  theirs: Odontogram;
  patientId: number;
  custom: readonly CustomKind[];
  onAnew: () => void;
};

/** Somebody else changed the same draft: both beside each other, and which one stays. */
export function ConflictView({ hand, theirs, patientId, custom, onAnew }: ConflictProps) {
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
    <div className="flex flex-1 flex-col">
      <Alert variant="warning" className="mx-4 mt-4">
        <p>
          {signed
            ? `Otra persona firmó este odontograma a las ${at}. Lo que usted anotó después no puede entrar en él: anótelo en una versión nueva.`
            : `Otra persona guardó este odontograma a las ${at}. Lo suyo sigue aquí: elija cuál queda.`}
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button variant="outline" size="sm" onClick={() => void takeTheirs()}>
            {signed ? "Ver la firmada" : "Tomar la otra"}
          </Button>
          {!signed && (
            <Button size="sm" onClick={hand.keepMine}>
              Conservar la mía
            </Button>
          )}
        </div>
      </Alert>
      <Compare
        a={{ chart: theirs, findings: theirs.findings as Finding[], indices: theirs.indices, name: `La otra, ${at}` }}
        b={{ chart: hand.chart ?? theirs, findings: hand.mouth.findings, name: "La suya, sin guardar" }}
        custom={custom}
        dim
      />
    </div>
  );
}
