import { Check, Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { KindSign } from "@/entities/odontogram/drawn";
import { MATERIAL, MATERIALS, ruleOf, type CustomKind, type Finding, type State } from "@/entities/odontogram/findings";
import { describe, STATE_WORD } from "@/entities/odontogram/words";
import { formatDate } from "@/lib/format";
import type { Mouth } from "../mouth";
import { changeFinding, removeFinding, splitFaces } from "../placing";

type RowProps = {
  item: Finding;
  custom: readonly CustomKind[];
  mouth: Mouth;
  readOnly: boolean;
  onMouth: (next: Mouth) => void;
};

/** One finding: what, who noted it and when, and what can be changed of it. */
export function FindingRow({ item, custom, mouth, readOnly, onMouth }: RowProps) {
  const [writing, setWriting] = useState(false);
  const own = custom.find(({ id }) => id === item.custom_finding_id);
  const words = describe(item, custom);
  const change = (part: Partial<Finding>) => onMouth(changeFinding(mouth, item, part));
  const states: readonly State[] = ruleOf(item)?.states ?? own?.states ?? [];
  return (
    <li className="py-2">
      <div className="flex items-center gap-2.5">
        <span className="grid size-8 shrink-0 place-items-center rounded-md border border-border">
          {item.kind === "CUSTOM" ? own?.sign : <KindSign kind={item.kind} state={item.state} size={26} />}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block text-sm font-medium leading-[18px]">{words}</span>
          <span className="block truncate text-xs text-muted-foreground">
            {item.noted_at && item.noted_by
              ? `${formatDate(item.noted_at)} · ${item.noted_by.name}`
              : "sin guardar todavía"}
          </span>
        </span>
        {!readOnly && (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon-xs" aria-label={`Cambiar ${words}`}>
                <Ellipsis aria-hidden />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              {states.length > 1 &&
                states.map((state) => (
                  <DropdownMenuItem key={state} onSelect={() => change({ state })}>
                    {state === item.state && <Check aria-hidden />}
                    {STATE_WORD[state]}
                  </DropdownMenuItem>
                ))}
              {item.kind === "FILLING" && (
                <>
                  <DropdownMenuSeparator />
                  {MATERIALS.map((material) => (
                    <DropdownMenuItem
                      key={material}
                      onSelect={() => change({ material: item.material === material ? null : material })}
                    >
                      {item.material === material && <Check aria-hidden />}
                      De {MATERIAL[material].name}
                    </DropdownMenuItem>
                  ))}
                </>
              )}
              {item.side && (
                <DropdownMenuItem onSelect={() => change({ side: item.side === "M" ? "D" : "M" })}>
                  Pasar al lado {item.side === "M" ? "distal" : "mesial"}
                </DropdownMenuItem>
              )}
              {item.faces.length > 1 && (
                <DropdownMenuItem onSelect={() => onMouth(splitFaces(mouth, item))}>Separar las caras</DropdownMenuItem>
              )}
              <DropdownMenuItem onSelect={() => setWriting(true)}>
                {item.remark ? "Cambiar la observación" : "Anotar una observación"}
              </DropdownMenuItem>
              <DropdownMenuSeparator />
              <DropdownMenuItem variant="destructive" onSelect={() => onMouth(removeFinding(mouth, item))}>
                Quitar
              </DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        )}
      </div>
      {writing ? (
        <Input
          autoFocus
          aria-label={`Observación de ${words}`}
          defaultValue={item.remark ?? ""}
          maxLength={200}
          className="mt-1.5 h-8"
          onBlur={(event) => {
            setWriting(false);
            change({ remark: event.target.value.trim() || null });
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
          }}
        />
      ) : (
        item.remark && <p className="mt-1 text-xs text-muted-foreground">{item.remark}</p>
      )}
    </li>
  );
}
