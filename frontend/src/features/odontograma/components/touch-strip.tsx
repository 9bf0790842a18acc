import { BigTooth } from "@/entities/odontogram/drawn";
import { isSpan, touches, type CustomKind, type State } from "@/entities/odontogram/findings";
import { FACES, faceName, type Face } from "@/entities/odontogram/teeth";
import { nameOf } from "@/entities/odontogram/words";
import { cn } from "@/lib/utils";
import type { Mouth } from "../mouth";
import { FigureChoice, StateChoice, UndoButton, Words } from "./words-line";

type StripProps = {
  mouth: Mouth;
  custom: readonly CustomKind[];
  ghosts: ReadonlySet<number>;
  readOnly: boolean;
  onFace: (face: Face) => void;
  onState: (state: State) => void;
  onFigure: (value: number) => void;
  onUndo: () => void;
};

/** Below 1280 px, in place of the rail: the tooth, five buttons for its faces, and the state, all for a finger. */
export function TouchStrip({ mouth, custom, ghosts, readOnly, onFace, onState, onFigure, onUndo }: StripProps) {
  const { tooth: fdi, face, findings } = mouth;
  const mine = findings.filter((item) => touches(item, fdi));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-border px-4 py-2">
      <span className="shrink-0 max-sm:hidden">
        <BigTooth
          fdi={fdi}
          findings={mine.filter((item) => !isSpan(item))}
          focus={face}
          ghost={ghosts.has(fdi) && mine.length === 0}
          className="h-[84px] w-14"
        />
      </span>
      <div className="min-w-0 flex-1 basis-80">
        <h2 className="text-base font-semibold leading-5">{nameOf(fdi)}</h2>
        <Words mouth={mouth} custom={custom} short />
        {!readOnly && (
          <div role="group" aria-label="Caras" className="mt-1.5 flex flex-wrap gap-1.5">
            {FACES.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={face === one}
                onClick={() => onFace(one)}
                className={cn(
                  "h-11 rounded-md border px-3 text-sm font-medium capitalize",
                  face === one ? "border-primary bg-accent text-accent-foreground" : "border-border bg-card",
                )}
              >
                {faceName(fdi, one)}
              </button>
            ))}
          </div>
        )}
        {!readOnly && <FigureChoice mouth={mouth} onFigure={onFigure} />}
      </div>
      {!readOnly && (
        <div className="flex flex-wrap items-center gap-2 self-end">
          <UndoButton words disabled={mouth.past.length === 0} onUndo={onUndo} />
          <StateChoice mouth={mouth} custom={custom} onState={onState} />
        </div>
      )}
    </div>
  );
}
