"use client";

import { flexRender, type Header, type Table } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown, SlidersHorizontal } from "lucide-react";
import type { ListState } from "@/components/data-table/use-list-state";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { TableHead } from "@/components/ui/table";
import { cn } from "@/lib/utils";

export function SortableHead<T>({ header, state }: { header: Header<T, unknown>; state: ListState }) {
  const { meta } = header.column.columnDef;
  // A column of controls has no title to show, and a name for who hears it.
  const title = flexRender(header.column.columnDef.header, header.getContext()) || (
    <span className="sr-only">{meta?.label ?? "Acciones"}</span>
  );
  const right = meta?.align === "right";
  const styles = cn(right && "text-right", meta?.align === "center" && "text-center", meta?.className);
  if (!meta?.sort) return <TableHead className={styles}>{title}</TableHead>;

  const direction = state.sort === meta.sort ? "ascending" : state.sort === `-${meta.sort}` ? "descending" : "none";
  const Icon = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }[direction];
  return (
    <TableHead className={styles} aria-sort={direction}>
      <button
        type="button"
        onClick={() => state.setSort(direction === "ascending" ? `-${meta.sort}` : meta.sort!)}
        className={cn(
          "-mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:bg-accent hover:text-accent-foreground",
          direction !== "none" && "text-foreground",
        )}
      >
        {title}
        <Icon className="size-3.5" aria-hidden />
      </button>
    </TableHead>
  );
}

type ColumnsMenuProps<T> = { table: Table<T>; left: ReadonlySet<string> };

/** `left` are the columns for which there is no room now, whatever was chosen. */
export function ColumnsMenu<T>({ table, left }: ColumnsMenuProps<T>) {
  const columns = table
    .getAllLeafColumns()
    .slice(1)
    .filter((column) => column.getCanHide() && nameOf(column.columnDef));
  if (columns.length < 2) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm">
          <SlidersHorizontal aria-hidden />
          Columnas
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>Mostrar</DropdownMenuLabel>
        {columns.map((column) => (
          <DropdownMenuCheckboxItem
            key={column.id}
            checked={column.getIsVisible()}
            onCheckedChange={(value) => column.toggleVisibility(value === true)}
            onSelect={(event) => event.preventDefault()}
          >
            {nameOf(column.columnDef)}
            {left.has(column.id) && <span className="ml-auto pl-3 text-xs text-muted-foreground">no cabe</span>}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const nameOf = ({ header, meta }: { header?: unknown; meta?: { label?: string } }) =>
  meta?.label ?? (typeof header === "string" ? header : "");
