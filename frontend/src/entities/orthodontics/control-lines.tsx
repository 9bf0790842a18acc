import type { Control } from "./schema";
import { linesOf } from "./words";

/** What was done at a control, part by part. */
export function ControlLines({ control }: { control: Control }) {
  return (
    <dl className="grid gap-x-6 gap-y-2.5 text-sm sm:grid-cols-2">
      {linesOf(control).map(({ label, text }) => (
        <div key={label} className="min-w-0">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="break-words font-medium">{text}</dd>
        </div>
      ))}
      {control.remark && <p className="break-words sm:col-span-full">{control.remark}</p>}
    </dl>
  );
}
