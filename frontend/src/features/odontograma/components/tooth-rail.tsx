import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { BigTooth } from "@/entities/odontogram/drawn";
import { isSpan, touches, type CustomKind, type Finding } from "@/entities/odontogram/findings";
import { faceName, keyOfFace, tooth, type Face } from "@/entities/odontogram/teeth";
import { describe, faceFinding } from "@/entities/odontogram/words";
import { cn } from "@/lib/utils";
import type { Mouth } from "../mouth";
import { FindingRow } from "./finding-row";
import { ToPlan } from "./to-plan";

type RailProps = {
  patientId: number;
  mouth: Mouth;
  custom: readonly CustomKind[];
  ghosts: ReadonlySet<number>;
  readOnly: boolean;
  onStep: (by: -1 | 1) => void;
  onFace: (face: Face) => void;
  onMouth: (next: Mouth) => void;
};

const ON_SCREEN = ["8", "4", "5", "6", "2"];
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const toneOf = (item: Finding | null) =>
  !item
    ? "text-muted-foreground"
    : item.state === "TODO"
      ? "font-medium text-danger"
      : item.state === "DONE"
        ? "font-medium text-info"
        : "font-medium";

/** The chosen tooth: large, its faces, and everything that was found at it. */
export function ToothRail({ patientId, mouth, custom, ghosts, readOnly, onStep, onFace, onMouth }: RailProps) {
  const { tooth: fdi, findings, face } = mouth;
  const { kind, side, temporary } = tooth(fdi);
  const mine = findings.filter((item) => touches(item, fdi));
  return (
    <aside
      aria-label="Pieza seleccionada"
      className="flex w-[328px] shrink-0 flex-col rounded-xl border border-border bg-card shadow-1"
    >
      <div className="flex items-start border-b border-border px-4 pb-3 pt-3.5">
        <div className="min-w-0 flex-1">
          <p className="text-xs text-muted-foreground">Pieza seleccionada</p>
          <h2 className="text-lg font-semibold">
            <span className="tabular-nums">{fdi}</span> {kind}
          </h2>
          <p className="text-xs text-muted-foreground">
            {side} · {temporary ? "temporal" : "permanente"}
          </p>
        </div>
        <Button variant="ghost" size="icon-xs" aria-label="Pieza anterior" onClick={() => onStep(-1)}>
          <ChevronLeft aria-hidden />
        </Button>
        <Button variant="ghost" size="icon-xs" aria-label="Pieza siguiente" onClick={() => onStep(1)}>
          <ChevronRight aria-hidden />
        </Button>
      </div>
      <div className="flex items-center gap-3 border-b border-border px-4 py-3">
        <BigTooth
          fdi={fdi}
          findings={mine.filter((item) => !isSpan(item))}
          focus={face}
          ghost={ghosts.has(fdi) && mine.length === 0}
          className="h-[170px] w-[92px] shrink-0"
        />
        <ul aria-label="Caras" className="min-w-0 flex-1">
          {ON_SCREEN.map((key) => {
            const here = (["V", "M", "O", "D", "L"] as const).find((one) => keyOfFace(fdi, one) === key)!;
            const found = faceFinding(fdi, here, findings);
            return (
              <li key={key}>
                <button
                  type="button"
                  aria-pressed={face === here}
                  onClick={() => onFace(here)}
                  className={cn(
                    "flex h-7 w-full items-center gap-2 rounded-sm px-1.5 text-left text-xs hover:bg-accent",
                    face === here && "bg-accent text-accent-foreground",
                  )}
                >
                  <Kbd className="h-[18px] min-w-[18px]">{key}</Kbd>
                  <span className="w-16">{capital(faceName(fdi, here))}</span>
                  <span className={cn("flex-1 truncate text-right", toneOf(found))}>
                    {found ? describe({ ...found, faces: [], material: null }, custom) : "sana"}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      </div>
      <div className="flex-1 border-b border-border px-4 py-2.5">
        <h3 className="text-sm font-semibold">Hallazgos</h3>
        {mine.length === 0 ? (
          <p className="py-2 text-sm text-muted-foreground">Ninguno: la pieza está sana.</p>
        ) : (
          <ul className="divide-y divide-border">
            {mine.map((item, index) => (
              <FindingRow
                key={`${item.kind}${item.faces.join("")}${index}`}
                item={item}
                custom={custom}
                mouth={mouth}
                readOnly={readOnly}
                onMouth={onMouth}
              />
            ))}
          </ul>
        )}
      </div>
      <ToPlan patientId={patientId} mouth={mouth} findings={mine} custom={custom} />
    </aside>
  );
}
