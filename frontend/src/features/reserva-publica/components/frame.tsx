"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { LogoMark } from "@/components/patterns/logo";
import type { Clinic } from "@/lib/clinic-memory";
import { cn } from "@/lib/utils";

type FrameProps = {
  clinic: Clinic | null;
  title: string;
  step?: number;
  /** Between the head and the title. */
  notice?: ReactNode;
  back?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
};

const STEPS = 3;

/** The frame of the published page: the clinic's sign, how far one is, one task. Its heading takes the focus of each step. */
export function Frame({ clinic, title, step, notice, back, children, footer }: FrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) {
      window.scrollTo(0, 0);
      heading.current?.focus();
    }
    begun.current = true;
  }, [title]);
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col border-border bg-background sm:border-x">
      <header className="bg-card px-4 pt-4">
        <div className="flex min-h-9 items-center gap-3">
          {clinic?.logo ? (
            // The image is the clinic's own, small, and comes from a service: nothing for next/image to do.
            // eslint-disable-next-line @next/next/no-img-element
            <img
              src={`/api/auth/clinic/logo?v=${clinic.version}`}
              alt=""
              className="size-9 rounded-lg object-contain"
            />
          ) : (
            <LogoMark className="size-9" />
          )}
          <span className="min-w-0 flex-1 truncate font-semibold">{clinic?.name}</span>
          {step && (
            <span className="shrink-0 text-sm text-muted-foreground">
              Paso {step} de {STEPS}
            </span>
          )}
        </div>
        <div aria-hidden className="grid grid-cols-3 gap-1 pb-3 pt-4">
          {step &&
            Array.from({ length: STEPS }, (_, index) => (
              <span key={index} className={cn("h-1 rounded-full", index < step ? "bg-primary" : "bg-muted")} />
            ))}
        </div>
      </header>
      {notice}
      <main className="flex-1 space-y-5 border-t border-border px-4 py-5">
        {back}
        <h1
          ref={heading}
          tabIndex={-1}
          className="text-2xl font-semibold tracking-title focus-visible:ring-0 focus-visible:ring-offset-0"
        >
          {title}
        </h1>
        {children}
      </main>
      {footer && (
        <footer className="sticky bottom-0 space-y-2 border-t border-border bg-card px-4 pb-[max(1rem,env(safe-area-inset-bottom))] pt-3">
          {footer}
        </footer>
      )}
    </div>
  );
}
