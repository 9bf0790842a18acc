import { Columns2, Ellipsis, FileText, PenLine, Printer, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { form033Href } from "@/entities/odontogram/queries";
import type { Odontogram } from "@/entities/odontogram/schema";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import type { ChartInHand } from "../use-chart";

const CompareActions = lazy(() => import("./compare-actions").then((file) => file.CompareActions));
const ChartDialogs = lazy(() => import("./chart-dialogs").then((file) => file.ChartDialogs));

export type Asking = "sign" | "discard" | null;

type ActionsProps = {
  patientId: number;
  hand: ChartInHand;
  shown: Odontogram | null;
  canWrite: boolean;
  comparing: boolean;
  dim: boolean;
  onDim: (dim: boolean) => void;
  onCompare: () => void;
  onSwap: () => void;
  onPrint: () => void;
  onAnew: () => void;
};

/** What is done with the chart as a whole. One thing comes next: to sign it. */
export function ChartActions({
  patientId,
  hand,
  shown,
  canWrite,
  comparing,
  dim,
  onDim,
  onCompare,
  onSwap,
  onPrint,
  onAnew,
}: ActionsProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const canSign = useCan("records:sign");
  const draft = hand.chart?.status === "DRAFT" ? hand.chart : null;
  if (comparing) return <CompareActions dim={dim} onDim={onDim} onSwap={onSwap} onClose={onCompare} />;

  return (
    <>
      <Button variant="outline" size="sm" onClick={onCompare}>
        <Columns2 aria-hidden />
        Comparar
        <Kbd className="max-xl:!hidden">\</Kbd>
      </Button>
      <Button variant="outline" size="sm" onClick={onPrint} className="max-sm:hidden">
        <Printer aria-hidden />
        Imprimir
      </Button>
      {shown && (
        <Button variant="outline" size="sm" asChild className="max-2xl:hidden">
          <a href={form033Href(shown.id)} target="_blank" rel="noopener">
            <FileText aria-hidden />
            Imprimir 033
          </a>
        </Button>
      )}
      {canWrite && canSign && draft && (
        <Button size="sm" data-main onClick={() => setAsking("sign")}>
          <PenLine aria-hidden />
          Firmar versión
        </Button>
      )}
      {shown && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button
              variant="outline"
              size="icon-sm"
              aria-label="Más acciones del odontograma"
              className={canWrite && draft ? undefined : "2xl:hidden"}
            >
              <Ellipsis aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem className="sm:hidden" onSelect={onPrint}>
              <Printer aria-hidden />
              Imprimir
            </DropdownMenuItem>
            <DropdownMenuItem asChild className="2xl:hidden">
              <a href={form033Href(shown.id)} target="_blank" rel="noopener">
                <FileText aria-hidden />
                Imprimir 033
              </a>
            </DropdownMenuItem>
            {canWrite && draft && (
              <DropdownMenuItem variant="destructive" onSelect={() => setAsking("discard")}>
                <Trash2 aria-hidden />
                Descartar el borrador
              </DropdownMenuItem>
            )}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
      <ChartDialogs
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
