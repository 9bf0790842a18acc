"use client";

import { useCallback, useEffect, useState, type ReactNode } from "react";
import { createPortal, flushSync } from "react-dom";
import { formatDateTime } from "@/lib/format";
import { ClinicName } from "./clinic-brand";

/** Whether paper stands in for the page: from a button of ours and, `always`, at the browser's own command too. */
export function usePrinting(always: boolean) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    if (always) window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, [always]);
  const print = useCallback(() => {
    flushSync(() => setPrinting(true));
    window.print();
  }, []);
  return { printing, print };
}

/** A sheet under the clinic's name, with the moment of printing; on the screen there is nothing of it. */
export function Paper({ children }: { children: ReactNode }) {
  return createPortal(
    <div className="printed">
      <header>
        <ClinicName className="text-current" />
        <span>Impreso el {formatDateTime(new Date().toISOString())}</span>
      </header>
      {children}
    </div>,
    document.body,
  );
}
