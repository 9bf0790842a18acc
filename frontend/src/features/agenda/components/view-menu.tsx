"use client";

import { SlidersHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { lazy } from "@/lib/lazy";
import type { AgendaViewState } from "../use-agenda-view";

const ViewMenuItems = lazy(() => import("./view-menu-items").then((file) => file.ViewMenuItems));

/** `paper`: where what is on screen stands as a PDF. */
export type ViewMenuProps = { view: AgendaViewState; paper: string; onOwnHours: () => void };

/** How the agenda is drawn, remembered for each person, and what is done with the day. */
export function ViewMenu(props: ViewMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon-sm" aria-label="Opciones de la agenda">
          <SlidersHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-56">
        <ViewMenuItems {...props} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
