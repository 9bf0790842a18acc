"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

type ExportMenuProps = {
  /** Writes the rows on screen as CSV; without it there is only the workbook. */
  onCsv?: () => void;
  /** Where the service answers the same as XLSX. */
  xlsx: string;
  disabled?: boolean;
};

/** A report as a file, also on a phone: it is sent on from there. */
export function ExportMenu({ onCsv, xlsx, disabled }: ExportMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm" data-not-printed disabled={disabled}>
          <Download aria-hidden />
          Exportar
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem asChild>
          <a href={xlsx} download>
            Excel (XLSX)
          </a>
        </DropdownMenuItem>
        {onCsv && <DropdownMenuItem onSelect={onCsv}>Texto (CSV)</DropdownMenuItem>}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
