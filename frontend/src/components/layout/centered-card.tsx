"use client";

import type { ReactNode } from "react";
import { LogoMark } from "@/components/patterns/logo";
import type { Clinic } from "@/lib/clinic-memory";

type CenteredCardProps = {
  title: string;
  subtitle?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  /** Null while it is not known. */ clinic: Clinic | null;
};

/** The frame of what stands before the shell: one card, one task, under the clinic's own sign. */
export function CenteredCard({ title, subtitle, children, footer, clinic }: CenteredCardProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-[380px]">
        {/* Its place is kept: the card does not move when the sign comes. */}
        <p className="mb-5 flex min-h-8 items-center justify-center gap-2.5">
          {clinic && (
            <>
              {clinic.logo ? (
                // The image is the clinic's own, small, and comes from a service: nothing for next/image to do.
                // eslint-disable-next-line @next/next/no-img-element
                <img
                  src={`/api/auth/clinic/logo?v=${clinic.version}`}
                  alt=""
                  className="size-8 shrink-0 rounded-lg object-contain"
                />
              ) : (
                <LogoMark className="size-8" />
              )}
              <span className="min-w-0 text-balance text-lg font-semibold tracking-[-0.01em] text-foreground">
                {clinic.name}
              </span>
            </>
          )}
        </p>
        <section className="rounded-xl border border-border bg-card p-5 shadow-1 sm:p-6">
          <h1 className="text-xl font-semibold tracking-title">{title}</h1>
          {subtitle && <p className="mt-1 text-sm text-muted-foreground">{subtitle}</p>}
          <div className="mt-5">{children}</div>
        </section>
        {footer && <div className="mt-4 text-center text-xs text-muted-foreground">{footer}</div>}
      </div>
    </main>
  );
}
