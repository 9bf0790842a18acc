import { Eraser } from "lucide-react";
import { KindSign } from "@/entities/odontogram/drawn";
import { KINDS, type CustomKind, type OwnKind } from "@/entities/odontogram/findings";
import { kindName } from "@/entities/odontogram/words";
import { cn } from "@/lib/utils";
import type { Tool } from "../mouth";

/** Two rows of eleven, as the hand finds them. */
const ORDER: (OwnKind | "SOUND")[] = [
  "CARIES",
  "FILLING",
  "SEALANT",
  "FRACTURE",
  "ENDODONTICS",
  "POST",
  "IMPLANT",
  "BRIDGE",
  "REMOVABLE",
  "DENTURE",
  "RECESSION",
  "CROWN",
  "EXTRACTION",
  "ABSENT_CARIES",
  "ABSENT_OTHER",
  "IMPACTED",
  "UNERUPTED",
  "SUPERNUMERARY",
  "DIASTEMA",
  "ROTATION",
  "MOBILITY",
  "SOUND",
];

type PaletteProps = {
  tool: Tool | null;
  custom: readonly CustomKind[];
  onTool: (tool: Tool) => void;
  onSound: () => void;
};

/** Every finding with its sign and its letter. The one in hand is outlined. */
export function Palette({ tool, custom, onTool, onSound }: PaletteProps) {
  const own = custom.filter(({ active }) => active);
  return (
    <div role="toolbar" aria-label="Hallazgos" className="border-t border-border px-2 py-1">
      <div className="grid grid-cols-3 gap-x-0.5 sm:grid-cols-6 lg:grid-cols-[repeat(11,auto)] lg:justify-between">
        {ORDER.map((kind) =>
          kind === "SOUND" ? (
            <ToolButton key={kind} name="Sano" letter="Supr" onClick={onSound}>
              <Eraser className="size-4 text-muted-foreground" aria-hidden />
            </ToolButton>
          ) : (
            <ToolButton
              key={kind}
              name={kindName(kind)}
              title={KINDS[kind].name}
              letter={KINDS[kind].key}
              on={tool === kind}
              onClick={() => onTool(kind)}
            >
              <KindSign kind={kind} size={24} />
            </ToolButton>
          ),
        )}
      </div>
      {own.length > 0 && (
        <div className="flex flex-wrap gap-x-3">
          {own.map(({ id, name, sign }) => (
            <ToolButton key={id} name={name} letter="de la clínica" on={tool === id} onClick={() => onTool(id)}>
              <span className="grid size-5 place-items-center rounded-full border-[1.5px] border-foreground text-2xs font-semibold">
                {sign}
              </span>
            </ToolButton>
          ))}
        </div>
      )}
    </div>
  );
}

type ToolProps = {
  name: string;
  title?: string;
  letter: string;
  on?: boolean;
  onClick: () => void;
  children: React.ReactNode;
};

const ToolButton = ({ name, title, letter, on, onClick, children }: ToolProps) => (
  <button
    type="button"
    aria-pressed={on}
    title={title ?? name}
    aria-keyshortcuts={letter.length <= 2 ? letter.replace("⇧", "Shift+") : undefined}
    onClick={onClick}
    className={cn(
      "flex h-11 min-w-0 items-center gap-1 rounded-md px-1 text-left hover:bg-accent lg:min-w-max lg:px-0.5 xl:h-9",
      on && "bg-accent text-accent-foreground ring-[1.5px] ring-inset ring-primary",
    )}
  >
    <span className="grid size-6 shrink-0 place-items-center">{children}</span>
    <span className="min-w-0">
      <span className="block whitespace-nowrap text-xs font-medium leading-4 max-lg:truncate lg:text-2xs">{name}</span>
      <span className="hidden truncate text-2xs leading-3 text-muted-foreground xl:block">{letter}</span>
    </span>
  </button>
);
