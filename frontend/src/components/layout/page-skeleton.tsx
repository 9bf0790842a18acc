"use client";

import { usePathname } from "next/navigation";
import { useBeside } from "@/components/ui/sidebar";
import { Skeleton } from "@/components/ui/skeleton";
import { PAGE_TITLES } from "@/config/navigation";

/** The dentist's screens take the room of the menu's names, from the start: it would fold under their first drawing. */
const DENTAL = /^\/(odo|per|plan|salu|ort|mat)/;
const ROWS = ["w-44", "w-36", "w-52", "w-32", "w-40", "w-48"];

/** A page while its code comes: its title where the address tells it, and the outline of what will stand there. */
export function PageSkeleton() {
  const pathname = usePathname();
  const title = PAGE_TITLES[pathname];
  useBeside(DENTAL.test(pathname));
  return (
    <div role="status" aria-label="Cargando la página" className="space-y-4">
      <div>
        {/* Not yet a heading: the page brings its own. */}
        {title ? (
          <p className="text-2xl font-semibold tracking-title">{title}</p>
        ) : (
          <div className="flex h-8 items-center">
            <Skeleton className="h-6 w-56" />
          </div>
        )}
        <div className="mt-0.5 flex h-5 items-center">
          <Skeleton className="w-64" />
        </div>
      </div>
      <div className="rounded-xl border border-border bg-card shadow-1">
        <div className="flex h-14 items-center border-b border-border px-4">
          <Skeleton className="h-8 w-60" />
        </div>
        {ROWS.map((width, row) => (
          <div key={row} className="flex h-16 items-center gap-6 border-b border-border px-4 last:border-b-0 md:h-11">
            <Skeleton className={width} />
            <Skeleton className="ml-auto w-20 md:w-32" />
          </div>
        ))}
      </div>
    </div>
  );
}
