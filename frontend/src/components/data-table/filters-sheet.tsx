"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import {
  Sheet,
  SheetBody,
  SheetClose,
  SheetContent,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";

type FiltersSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  active: boolean;
  onClear: () => void;
  children: ReactNode;
};

/** On a phone: every filter of a list, one below the other. */
export function FiltersSheet({ open, onOpenChange, active, onClear, children }: FiltersSheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="bottom" size="full">
        <SheetHeader>
          <SheetTitle>Filtros</SheetTitle>
        </SheetHeader>
        <SheetBody className="flex flex-col items-stretch gap-2 [&>*]:w-full [&>button]:justify-start">
          {children}
        </SheetBody>
        <SheetFooter>
          <Button variant="outline" onClick={onClear} disabled={!active}>
            Quitar filtros
          </Button>
          <SheetClose asChild>
            <Button>Ver resultados</Button>
          </SheetClose>
        </SheetFooter>
      </SheetContent>
    </Sheet>
  );
}
