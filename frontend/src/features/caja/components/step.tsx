import type { ReactNode } from "react";

/** The head of one of the three steps of a closing. */
export function Step({ number, title, action }: { number: number; title: string; action?: ReactNode }) {
  return (
    <header className="flex min-h-14 items-center gap-2.5 border-b px-4">
      <span aria-hidden className="grid size-6 place-items-center rounded-full bg-secondary text-xs font-semibold">
        {number}
      </span>
      <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">{title}</h2>
      {action}
    </header>
  );
}
