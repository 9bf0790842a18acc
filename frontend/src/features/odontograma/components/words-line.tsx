import { Keyboard, Undo2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Hint } from "@/components/ui/tooltip";
import { StateSign } from "@/entities/odontogram/drawn";
import { KINDS, STATES, type CustomKind, type State } from "@/entities/odontogram/findings";
import { faceName, tooth } from "@/entities/odontogram/teeth";
import { describeTooth, GRADES, STATE_WORD } from "@/entities/odontogram/words";
import { cn } from "@/lib/utils";
import { currentOf, statesOf, type Mouth } from "../mouth";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

type WordsProps = {
  mouth: Mouth;
  custom: readonly CustomKind[];
  /** Beside the tooth's name, which is not said twice. */
  short?: boolean;
  className?: string;
};

/** The chosen tooth in words, or what was just refused and why. A screen reader says it at each step. */
export function Words({ mouth, custom, short, className }: WordsProps) {
  const { tooth: fdi, face, findings, said, refused } = mouth;
  const empty = findings.length === 0;
  return (
    <p
      id="odontograma-palabras"
      role="status"
      aria-live="polite"
      className={cn("min-w-0 text-sm", refused && "font-medium text-danger", className)}
    >
      {said ?? (
        <>
          {short ? (
            <>{capital(describeTooth(fdi, findings, custom))}. </>
          ) : (
            <>
              <b className="font-semibold tabular-nums">{fdi}</b> {tooth(fdi).name}:{" "}
              {describeTooth(fdi, findings, custom)}.{" "}
            </>
          )}
          <span className="text-muted-foreground">
            {face ? `Foco: ${faceName(fdi, face)}.` : empty && "Sin hallazgos. Elija una cara y pulse una letra."}
          </span>
        </>
      )}
    </p>
  );
}

type StateChoiceProps = { mouth: Mouth; custom: readonly CustomKind[]; onState: (state: State) => void };

/** To be treated, done or a fact: of the finding in hand, or of the next one. */
export function StateChoice({ mouth, custom, onState }: StateChoiceProps) {
  const item = currentOf(mouth);
  const tool = item ? (item.kind === "CUSTOM" ? item.custom_finding_id : item.kind) : mouth.tool;
  const possible = statesOf(tool, custom);
  const now = item?.state ?? mouth.state;
  return (
    <div
      role="group"
      aria-label="Estado"
      className="inline-flex h-12 items-center rounded-md bg-secondary p-0.5 xl:h-8"
    >
      {STATES.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={state === now}
          disabled={tool !== null && !possible.includes(state)}
          onClick={() => onState(state)}
          className={cn(
            "inline-flex h-11 items-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 text-sm disabled:opacity-50 xl:h-7",
            state === now ? "bg-card font-medium shadow-1" : "text-muted-foreground hover:text-foreground",
          )}
        >
          <StateSign state={state} />
          {STATE_WORD[state]}
        </button>
      ))}
    </div>
  );
}

/** The figure that recession or mobility waits for, for who has no keys. */
export function FigureChoice({ mouth, onFigure }: { mouth: Mouth; onFigure: (value: number) => void }) {
  if (!mouth.figure) return null;
  const { name, value, most = 9 } = KINDS[mouth.figure];
  return (
    <div role="group" aria-label={`${name}, ${value}`} className="flex flex-wrap items-center gap-1 text-sm">
      <span className="text-muted-foreground">{name}:</span>
      {Array.from({ length: Math.min(most, 6) + 1 }, (_, figure) => (
        <Button
          key={figure}
          variant="outline"
          size="sm"
          className="min-w-11 px-2 xl:min-w-8"
          onClick={() => onFigure(figure)}
        >
          {value === "grado" ? GRADES[figure] : figure}
        </Button>
      ))}
    </div>
  );
}

export const UndoButton = ({ onUndo, disabled, words }: { onUndo: () => void; disabled: boolean; words?: boolean }) => (
  <Hint text="Deshacer (Ctrl Z)">
    <Button
      variant={words ? "outline" : "ghost"}
      size={words ? "sm" : "icon-sm"}
      aria-label="Deshacer"
      aria-disabled={disabled}
      onClick={onUndo}
    >
      <Undo2 aria-hidden />
      {words && "Deshacer"}
    </Button>
  </Hint>
);

export const KeysButton = () => (
  <Hint text="Teclas (?)">
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label="Teclas"
      className="hidden md:inline-flex"
      // The list of keys is the shell's, and opens by its own key.
      onClick={() => window.dispatchEvent(new KeyboardEvent("keydown", { key: "?" }))}
    >
      <Keyboard aria-hidden />
    </Button>
  </Hint>
);

export const SpaceKey = () => <Kbd className="max-xl:hidden">Espacio</Kbd>;
