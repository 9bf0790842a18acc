"use client";

import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useCan } from "@/lib/session";
import { einvoiceSummaryQuery } from "./queries";

/** On every page that shows a document, while what answers is no tax authority. It cannot be closed. */
export function EmulatorBanner() {
  const may = useCan("einvoices:read");
  const { data } = useQuery({ ...einvoiceSummaryQuery, enabled: may });
  if (!data?.emulated || !data.active) return null;
  return (
    <div
      role="status"
      className="hatch-warning flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-0.5 rounded-lg border border-warning/50 bg-warning-bg px-4 py-2 text-sm text-warning-fg"
    >
      <FlaskConical className="size-4 shrink-0 text-warning" aria-hidden />
      <span className="font-semibold">Esto no es el SRI.</span>
      <span className="min-w-0 flex-1 basis-72">
        Los comprobantes van a un emulador en esta máquina: ninguno tiene validez tributaria.
      </span>
      <span className="text-xs">Ambiente {data.environment === "1" ? "1, pruebas" : "2, producción"}</span>
    </div>
  );
}
