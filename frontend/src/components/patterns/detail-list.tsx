import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

type Detail = { label: string; value: ReactNode; wide?: boolean };

/** Label over value, in a grid. Empty values are a dash. */
export function DetailList({
  items,
  columns = 3,
  className,
}: {
  items: Detail[];
  columns?: 2 | 3 | 4;
  className?: string;
}) {
  const grid = { 2: "sm:grid-cols-2", 3: "sm:grid-cols-3", 4: "sm:grid-cols-4" }[columns];
  return (
    <dl className={cn("grid grid-cols-1 gap-x-6 gap-y-3.5 text-sm", grid, className)}>
      {items.map(({ label, value, wide }) => (
        <div key={label} className={cn("min-w-0", wide && "sm:col-span-full")}>
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="mt-0.5 break-words font-medium">
            {value === null || value === undefined || value === "" ? "—" : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
