"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { FileArchive } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { einvoiceMonthFile, einvoiceMonthQuery } from "@/entities/einvoice/queries";
import { atsTextHref, sheetHref } from "@/entities/report/queries";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { keepFile } from "@/lib/link";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";

const AtsDialog = lazy(() => import("./ats-dialog").then((file) => file.AtsDialog));

/** What the accountant takes of a month: what the ATS is made of, and the electronic documents with their RIDE. */
export function AccountantMenu({ month }: { month: string }) {
  const may = useCan("einvoices:read");
  const { data } = useQuery({ ...einvoiceMonthQuery(month), enabled: may });
  const take = useMutation({
    mutationFn: () => einvoiceMonthFile(month),
    onSuccess: (file) => {
      keepFile(file, `comprobantes-${month}.zip`);
      notify("Los comprobantes del mes están en sus descargas.");
    },
    onError: (error) => notifyError(error),
  });
  const [asked, setAsked] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="sm" data-not-printed loading={take.isPending}>
            <FileArchive aria-hidden />
            {take.isPending ? "Preparando…" : "Contabilidad"}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setAsked(true)}>ATS (XML)</DropdownMenuItem>
          <DropdownMenuItem asChild>
            <a href={sheetHref("ats", { month })} download>
              Datos del ATS (XLSX)
            </a>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <a href={atsTextHref(month)} download>
              Datos del ATS (CSV)
            </a>
          </DropdownMenuItem>
          {may && (
            <DropdownMenuItem disabled={!data?.documents} onSelect={() => take.mutate()}>
              XML y RIDE del mes (ZIP)
              <span className="ml-auto pl-4 text-xs text-muted-foreground">
                {data ? formatCount(data.authorised, "comprobante", "comprobantes") : ""}
              </span>
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {asked && <AtsDialog month={month} onClose={() => setAsked(false)} />}
    </>
  );
}
