"use client";

import useEmblaCarousel from "embla-carousel-react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import * as React from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/utils";

/** Slides side by side, moved by finger, arrows or buttons. */
function Carousel({ label, className, children }: { label: string; className?: string; children: React.ReactNode }) {
  const [viewport, embla] = useEmblaCarousel({ align: "start" });
  const [ends, setEnds] = React.useState({ previous: false, next: false });

  React.useEffect(() => {
    if (!embla) return;
    const update = () => setEnds({ previous: embla.canScrollPrev(), next: embla.canScrollNext() });
    update();
    embla.on("select", update).on("reInit", update);
    return () => void embla.off("select", update).off("reInit", update);
  }, [embla]);

  return (
    <section aria-roledescription="carrusel" aria-label={label} className={cn("space-y-2", className)}>
      <div ref={viewport} className="overflow-hidden">
        <div className="flex gap-4">{children}</div>
      </div>
      <div className="flex justify-end gap-1">
        <Button
          variant="outline"
          size="icon-sm"
          aria-label="Anterior"
          disabled={!ends.previous}
          onClick={() => embla?.scrollPrev()}
        >
          <ChevronLeft />
        </Button>
        <Button
          variant="outline"
          size="icon-sm"
          aria-label="Siguiente"
          disabled={!ends.next}
          onClick={() => embla?.scrollNext()}
        >
          <ChevronRight />
        </Button>
      </div>
    </section>
  );
}

const CarouselItem = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div
    role="group"
    aria-roledescription="diapositiva"
    className={cn("min-w-0 shrink-0 grow-0 basis-full", className)}
    {...props}
  />
);

export { Carousel, CarouselItem };
