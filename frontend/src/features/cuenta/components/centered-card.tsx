import type { ReactNode } from "react";
import { LogoMark, Wordmark } from "@/components/layout/logo";

/** The frame of what stands before the shell: one card, one task. */
export function CenteredCard({ title, subtitle, children, footer }: { title: string; subtitle?: ReactNode; children: ReactNode; footer?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-[380px]">
        <p className="mb-5 flex items-center justify-center gap-2.5">
          <LogoMark className="size-8" />
          <Wordmark className="text-lg" />
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
