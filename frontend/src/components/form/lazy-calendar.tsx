"use client";

import { Skeleton } from "@/components/ui/skeleton";
import { lazy } from "@/lib/lazy";

/** The month to pick a day from. It is as heavy as a page, and few days are picked with it. */
export const Calendar = lazy(
  () => import("@/components/ui/calendar").then((file) => file.Calendar),
  <div role="status" aria-label="Cargando el calendario" className="p-3">
    <Skeleton className="h-[270px] w-[252px] rounded-lg" />
  </div>,
);
