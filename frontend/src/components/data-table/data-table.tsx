"use client";

import {
  flexRender,
  getCoreRowModel,
  useReactTable,
  type ColumnDef,
  type Row,
  type RowData,
  type RowSelectionState,
} from "@tanstack/react-table";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from "react";
import { ColumnsMenu, SortableHead } from "@/components/data-table/columns";
import { DataTableFooter } from "@/components/data-table/footer";
import { PhoneRows, type PhoneRow } from "@/components/data-table/phone-rows";
import { RowLink } from "@/components/data-table/row-link";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Toolbar, type ToolbarOptions } from "@/components/data-table/toolbar";
import type { ListState } from "@/components/data-table/use-list-state";
import { ErrorState, NoMatches } from "@/components/patterns/state-panel";
import { Checkbox } from "@/components/ui/checkbox";
import { Table, TableBody, TableCaption, TableCell, TableHeader, TableRow } from "@/components/ui/table";
import { useIsDesktop } from "@/hooks/use-media";
import { useColumnChoice } from "@/components/data-table/use-column-choice";
import { useFitting } from "@/components/data-table/use-fitting";
import { useHotkey } from "@/hooks/use-hotkey";
import type { Page } from "@/lib/api";
import { cn } from "@/lib/utils";

declare module "@tanstack/react-table" {
  // The names of the parameters must repeat the library's.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface ColumnMeta<TData extends RowData, TValue> {
    /** The name in the columns menu, when the header is not a text. */
    label?: string;
    /** The API's sort key: the header becomes a button. */
    sort?: string;
    align?: "right" | "center";
    className?: string;
    /** Goes when the table does not fit: the lowest first. A column that says nothing stays. */
    drop?: number;
    /** Totals of the page or of the whole list, under the column. */
    footer?: ReactNode;
  }
}

export type DataTableProps<T> = {
  /** What the rows are, for readers and messages: «pacientes». */
  label: string;
  columns: ColumnDef<T>[];
  query: UseQueryResult<Page<T>>;
  state: ListState;
  rowId: (row: T) => string | number;
  /** Where a row leads (a page), or what opens it (a sheet). The first column becomes the link. */
  rowHref?: (row: T) => string;
  onOpen?: (row: T) => void;
  /** The same row on a phone: two lines. */
  phone: (row: T) => PhoneRow;
  /** When there is nothing at all (not: nothing that matches). */
  empty: ReactNode;
  toolbar?: ToolbarOptions;
  /** The bulk bar's buttons for the selected rows; its presence makes rows selectable. */
  bulk?: (rows: T[], clear: () => void) => ReactNode;
  hiddenColumns?: string[];
  rowClassName?: (row: T) => string | undefined;
};

export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, query, state, rowId, toolbar = {}, bulk, empty, phone, rowHref, onOpen } = props;
  const desktop = useIsDesktop();
  const frame = useRef<HTMLElement>(null);
  const [selection, setSelection] = useState<RowSelectionState>({});
  const [visibility, setVisibility] = useColumnChoice(label, props.hiddenColumns);
  const { data: page, error, isPending, isPlaceholderData, refetch } = query;
  const rows = useMemo(() => page?.data ?? [], [page]);

  const table = useReactTable({
    data: rows,
    columns,
    getRowId: (row) => String(rowId(row)),
    getCoreRowModel: getCoreRowModel(),
    manualPagination: true,
    manualSorting: true,
    enableRowSelection: Boolean(bulk),
    state: { rowSelection: selection, columnVisibility: visibility },
    onRowSelectionChange: setSelection,
    onColumnVisibilityChange: setVisibility,
  });

  const visible = table.getVisibleLeafColumns();
  const droppable = visible
    .filter(({ columnDef: { meta } }) => meta?.drop !== undefined)
    .sort((one, other) => one.columnDef.meta!.drop! - other.columnDef.meta!.drop!)
    .map(({ id }) => id);
  const fitting = useFitting(droppable, visible.map(({ id }) => id).join());

  // A selection is of what is on screen: another page or filter starts without one.
  const view = JSON.stringify(state.params);
  useEffect(() => setSelection({}), [view]);
  useHotkey("j", () => moveFocus(frame.current, 1));
  useHotkey("k", () => moveFocus(frame.current, -1));

  const onEnter = useOnlyHit(frame, state, query);

  const selected = table.getSelectedRowModel().rows.map((row) => row.original);
  const actions = (
    <>
      {desktop && !isPending && rows.length > 0 && <ColumnsMenu table={table} left={fitting.left} />}
      {toolbar.actions}
    </>
  );

  return (
    <section
      ref={frame}
      aria-label={label}
      // Clipped and not hidden: inside what scrolls by itself no head would stay in view.
      className="overflow-clip rounded-xl border border-border bg-card shadow-1"
    >
      <Toolbar {...toolbar} state={state} actions={actions} onEnter={onEnter} />
      <div
        className={cn("border-t border-border md:border-t-0", isPlaceholderData && "opacity-60")}
        aria-busy={isPlaceholderData}
      >
        {isPending ? (
          <TableSkeleton label={label} columns={columns.length} />
        ) : error && !page ? (
          <ErrorState bare error={error} what={`la lista de ${label}`} onRetry={() => void refetch()} />
        ) : rows.length === 0 ? (
          state.active || state.page > 1 ? (
            <NoMatches bare onClear={state.clear} />
          ) : (
            empty
          )
        ) : desktop ? (
          <Rows {...{ table, label, state, bulk, rowHref, onOpen, fitting, rowClassName: props.rowClassName }} />
        ) : (
          <PhoneRows rows={rows} rowId={rowId} phone={phone} rowHref={rowHref} onOpen={onOpen} />
        )}
      </div>
      {rows.length > 0 && page && (
        <DataTableFooter page={page} state={state} selected={selected.length} onClear={() => setSelection({})}>
          {selected.length > 0 && bulk?.(selected, () => setSelection({}))}
        </DataTableFooter>
      )}
    </section>
  );
}

type RowsProps<T> = Pick<DataTableProps<T>, "label" | "state" | "bulk" | "rowHref" | "onOpen" | "rowClassName"> & {
  table: ReturnType<typeof useReactTable<T>>;
  fitting: ReturnType<typeof useFitting>;
};

function Rows<T>({ table, label, state, bulk, rowHref, onOpen, rowClassName, fitting }: RowsProps<T>) {
  const { left, fits, setFrame } = fitting;
  const columns = table.getVisibleLeafColumns().filter(({ id }) => !left.has(id));
  const hasFooter = columns.some((column) => column.columnDef.meta?.footer !== undefined);
  return (
    <Table box={setFrame} fits={fits}>
      <TableCaption>{label}</TableCaption>
      <TableHeader>
        <tr>
          {bulk && (
            <th scope="col" className="h-9 w-10 pl-4">
              <Checkbox
                aria-label="Seleccionar todo"
                checked={table.getIsAllRowsSelected() ? true : table.getIsSomeRowsSelected() ? "indeterminate" : false}
                onCheckedChange={(value) => table.toggleAllRowsSelected(value === true)}
              />
            </th>
          )}
          {table
            .getFlatHeaders()
            .filter(({ column }) => !left.has(column.id))
            .map((header) => (
              <SortableHead key={header.id} header={header} state={state} />
            ))}
        </tr>
      </TableHeader>
      <TableBody>
        {table.getRowModel().rows.map((row) => (
          <TableRow
            key={row.id}
            data-state={row.getIsSelected() ? "selected" : undefined}
            className={cn((rowHref || onOpen) && "cursor-pointer", rowClassName?.(row.original))}
            onClick={(event) => openFromRow(event)}
          >
            {bulk && (
              <td className="w-10 pl-4">
                <Checkbox
                  aria-label="Seleccionar fila"
                  checked={row.getIsSelected()}
                  onCheckedChange={(value) => row.toggleSelected(value === true)}
                />
              </td>
            )}
            <Cells row={row} left={left} rowHref={rowHref} onOpen={onOpen} />
          </TableRow>
        ))}
      </TableBody>
      {hasFooter && (
        <tfoot className="border-t border-border font-medium">
          <tr>
            {bulk && <td />}
            {columns.map(({ id, columnDef: { meta } }) => (
              <TableCell key={id} className={cn("h-10", meta?.align === "right" && "text-right", meta?.className)}>
                {meta?.footer}
              </TableCell>
            ))}
          </tr>
        </tfoot>
      )}
    </Table>
  );
}

type CellsProps<T> = { row: Row<T>; left: ReadonlySet<string> } & Pick<DataTableProps<T>, "rowHref" | "onOpen">;

function Cells<T>({ row, left, rowHref, onOpen }: CellsProps<T>) {
  const cells = row.getVisibleCells().filter(({ column }) => !left.has(column.id));
  return cells.map((cell, index) => {
    const { meta } = cell.column.columnDef;
    const content = flexRender(cell.column.columnDef.cell, cell.getContext());
    return (
      <TableCell
        key={cell.id}
        className={cn(
          meta?.align === "right" && "text-right tabular-nums",
          meta?.align === "center" && "text-center",
          meta?.className,
        )}
      >
        {index === 0 && (rowHref || onOpen) ? (
          <RowLink row={row.original} rowHref={rowHref} onOpen={onOpen}>
            {content}
          </RowLink>
        ) : (
          content
        )}
      </TableCell>
    );
  });
}

/** A click anywhere on a row follows its link, unless it hit a control or selected text. */
function openFromRow(event: React.MouseEvent<HTMLElement>) {
  const target = event.target as HTMLElement;
  if (!event.currentTarget.contains(target) || target.closest("a,button,input,label,[role=checkbox],[role=menuitem]"))
    return;
  if (window.getSelection()?.toString()) return;
  event.currentTarget.querySelector<HTMLElement>("[data-row-link]")?.click();
}

/** Enter in the search opens what it finds, when that is one row and no other; it waits for the answer. */
function useOnlyHit<T>(frame: RefObject<HTMLElement | null>, state: ListState, query: UseQueryResult<Page<T>>) {
  const [asked, setAsked] = useState<string | null>(null);
  const answered = !query.isFetching && !query.isPlaceholderData && query.data !== undefined;
  useEffect(() => {
    if (!asked || state.search !== asked || !answered) return;
    setAsked(null);
    const rows = frame.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [];
    if (rows.length === 1) rows[0]!.click();
  }, [asked, answered, state.search, frame]);
  return setAsked;
}

function moveFocus(frame: HTMLElement | null, step: number) {
  const links = [...(frame?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
  const current = links.indexOf(document.activeElement as HTMLElement);
  links[Math.min(Math.max(current + step, 0), links.length - 1)]?.focus();
}
