import { ChevronDown } from "lucide-react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { cn } from "@/lib/utils";
import type { Indices } from "./schema";

type Letter = { letter: string; name: string; teeth: readonly number[] };

const WORDS = {
  cpo: {
    name: "CPO-D",
    of: "Piezas permanentes cariadas, perdidas y obturadas",
    letters: ({ cpo }: Indices): Letter[] => [
      { letter: "C", name: "Cariadas", teeth: cpo.decayed },
      { letter: "P", name: "Perdidas por caries", teeth: cpo.missing },
      { letter: "O", name: "Obturadas", teeth: cpo.filled },
    ],
  },
  ceo: {
    name: "ceo-d",
    of: "Piezas temporales cariadas, con extracción indicada y obturadas",
    letters: ({ ceo }: Indices): Letter[] => [
      { letter: "c", name: "Cariadas", teeth: ceo.decayed },
      { letter: "e", name: "Extraídas o por extraer", teeth: ceo.extracted },
      { letter: "o", name: "Obturadas", teeth: ceo.filled },
    ],
  },
};

/** CPO-D or ceo-d with its three letters; pressed, which teeth each one counts. */
export function IndexFigures({
  which,
  indices,
  className,
}: {
  which: "cpo" | "ceo";
  indices: Indices;
  className?: string;
}) {
  const { name, of, letters } = WORDS[which];
  const { total } = indices[which];
  const parts = letters(indices);
  return (
    <Popover>
      <PopoverTrigger
        className={cn(
          "inline-flex min-h-8 items-center gap-2 whitespace-nowrap rounded-md px-1.5 text-xs text-muted-foreground hover:bg-accent",
          className,
        )}
      >
        <span>{name} </span>
        <b className="text-lg font-semibold tabular-nums text-foreground">{total} </b>
        {parts.map(({ letter, teeth }) => (
          <span key={letter} className="tabular-nums">
            {letter} <b className="font-semibold text-foreground">{teeth.length} </b>
          </span>
        ))}
        <span className="sr-only">, ver qué cuenta</span>
        <ChevronDown className="size-3.5" aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="end">
        <p className="text-sm font-medium">{of}</p>
        <dl className="mt-2 space-y-1.5 text-sm">
          {parts.map(({ letter, name: meaning, teeth }) => (
            <div key={letter}>
              <dt className="text-muted-foreground">
                {letter} · {meaning}: <b className="font-semibold text-foreground">{teeth.length}</b>
              </dt>
              <dd className="tabular-nums">{teeth.length > 0 ? teeth.join(", ") : "ninguna"}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-xs text-muted-foreground">
          Cada pieza cuenta una vez: primero si se perdió, luego si tiene caries, al final si está obturada.
        </p>
      </PopoverContent>
    </Popover>
  );
}
