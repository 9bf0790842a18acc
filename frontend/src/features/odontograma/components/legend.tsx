import { StateSign } from "@/entities/odontogram/drawn";
import { STATES, type Finding, type State } from "@/entities/odontogram/findings";
import { tally } from "@/entities/odontogram/words";
import { cn } from "@/lib/utils";

const MEANING: Record<State, [string, string]> = {
  TODO: ["Rojo, rayado", "por tratar"],
  DONE: ["Azul, lleno", "realizado"],
  FACT: ["Tinta", "dato sin tratar"],
};

/** What the colours mean, with the form that says it again. */
export const Legend = ({ className }: { className?: string }) => (
  <ul aria-label="Leyenda" className={cn("pointer-events-none text-2xs leading-5 text-muted-foreground", className)}>
    {STATES.map((state) => (
      <li key={state} className="flex items-center gap-2">
        <StateSign state={state} />
        <span>
          <b className="font-medium text-foreground">{MEANING[state][0]}</b> {MEANING[state][1]}
        </span>
      </li>
    ))}
  </ul>
);

/** How many teeth have something of each. */
export function Tally({ findings, className }: { findings: readonly Finding[]; className?: string }) {
  const { todo, done, absent, facts } = tally(findings);
  const rows: [string, number][] = [
    ["Por tratar", todo],
    ["Realizado", done],
    ["Ausentes", absent],
    ["Datos", facts],
  ];
  return (
    <dl className={cn("pointer-events-none grid grid-cols-[auto_auto] gap-x-3 text-2xs leading-5", className)}>
      {rows.map(([name, count]) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="text-right font-semibold tabular-nums">{count}</dd>
        </div>
      ))}
    </dl>
  );
}
