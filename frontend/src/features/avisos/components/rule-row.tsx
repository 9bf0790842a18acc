import type { ReactNode } from "react";
import { Can } from "@/components/patterns/can";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { notify, notifyError } from "@/lib/toast";

type Props = {
  rule: { name: string; active: boolean };
  /** What a rule of this list is called: «la regla», «la rellamada». */
  called: string;
  /** What is done while it is active: «se avisa», «se llama». */
  done: string;
  save: { isPending: boolean; mutateAsync: (changes: { active: boolean }) => Promise<unknown> };
  onEdit: () => void;
  children: ReactNode;
};

/** A rule, what it says, and its two buttons: change it, and put it out of use or back into it. */
export function RuleRow({ rule, called, done, save, onEdit, children }: Props) {
  const act = rule.active ? "Desactivar" : "Activar";
  return (
    <li className="flex flex-wrap items-center gap-x-2 border-t border-border px-4 py-2 text-sm">
      <div className="min-w-0 flex-1 basis-full sm:basis-0">
        <p className="break-words font-medium">{rule.name}</p>
        <p className="break-words text-xs text-muted-foreground">{children}</p>
      </div>
      {!rule.active && <StateBadge state="inactive" />}
      <Can permission="reminders:write">
        <Button
          variant="ghost"
          size="sm"
          className="max-sm:-ml-3"
          onClick={onEdit}
          aria-label={`Cambiar ${called} ${rule.name}`}
        >
          Cambiar
        </Button>
        <Button
          variant="ghost"
          size="sm"
          loading={save.isPending}
          aria-label={`${act} ${called} ${rule.name}`}
          onClick={() =>
            void save.mutateAsync({ active: !rule.active }).then(
              () => notify(`${rule.name}: ${rule.active ? "ya no " : ""}${done}`),
              (error: unknown) => notifyError(error),
            )
          }
        >
          {act}
        </Button>
      </Can>
    </li>
  );
}
