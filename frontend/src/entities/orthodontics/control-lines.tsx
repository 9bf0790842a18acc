import type { Control } from "./schema";
import { linesOf } from "./words";

/** What was done at a control, part by part. */
export function ControlLines({ control }: { control: Control }) {
  return (
    <div className="space-y-2.5 text-sm">
      <dl className="grid gap-x-6 gap-y-2.5 sm:grid-cols-2">
        {linesOf(control).map(({ label, text }) => (
          <div key={label} className="min-w-0">
            <dt className="text-xs text-muted-foreground">{label}</dt>
            <dd className="break-words font-medium">{text}</dd>
          </div>
        ))}
      </dl>
      {control.remark && <p className="break-words">{control.remark}</p>}
    </div>
  );
}
