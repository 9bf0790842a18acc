"use client";

import { useInsertionEffect } from "react";
import { LogoMark } from "@/components/patterns/logo";
import { brandCss } from "@/lib/brand";
import { cn } from "@/lib/utils";
import { logoPath, useClinic } from "./queries";

/** Shows the page in a colour that is being chosen. */
export function ClinicColour({ accent }: { accent: string }) {
  useInsertionEffect(() => {
    const style = document.createElement("style");
    style.textContent = brandCss(accent);
    document.head.append(style);
    return () => style.remove();
  }, [accent]);
  return null;
}

/** The clinic's logo, or the suite's where it has none. */
export function ClinicMark({ className }: { className?: string }) {
  const clinic = useClinic();
  if (!clinic.logo) return <LogoMark className={className} />;
  // The image is the clinic's own, small, and comes from a service: nothing for next/image to do.
  // eslint-disable-next-line @next/next/no-img-element
  return <img src={logoPath(clinic)} alt="" className={cn("size-7 shrink-0 rounded-lg object-contain", className)} />;
}

export function ClinicName({ className }: { className?: string }) {
  return (
    <span className={cn("truncate text-[15px] font-semibold tracking-[-0.01em] text-foreground", className)}>
      {useClinic().name}
    </span>
  );
}
