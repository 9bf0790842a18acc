import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Hint } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils";

type PaginationProps = {
  /** What is on screen: `1–50 de 214`. */
  label?: string;
  onFirst?: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
  className?: string;
};

/** Cursor paging: a way forward, a way back, and the start. A missing callback disables its button. */
export function Pagination({ label, onFirst, onPrevious, onNext, className }: PaginationProps) {
  return (
    <nav aria-label="Páginas" className={cn("flex items-center gap-1", className)}>
      {label && <span className="mr-2 text-sm tabular-nums text-muted-foreground">{label}</span>}
      {onFirst && (
        <Hint text="Primera página">
          <Button variant="ghost" size="icon-sm" aria-label="Primera página" onClick={onFirst}>
            <ChevronsLeft />
          </Button>
        </Hint>
      )}
      <Button variant="outline" size="icon-sm" aria-label="Página anterior" disabled={!onPrevious} onClick={onPrevious}>
        <ChevronLeft />
      </Button>
      <Button variant="outline" size="icon-sm" aria-label="Página siguiente" disabled={!onNext} onClick={onNext}>
        <ChevronRight />
      </Button>
    </nav>
  );
}
