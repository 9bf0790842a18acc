import type { ReactNode } from "react";
import type { ListState } from "@/components/data-table/use-list-state";
import { Button } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import type { Page } from "@/lib/api";
import { formatQuantity } from "@/lib/format";

type FooterProps = {
  page: Page<unknown>;
  state: ListState;
  selected: number;
  onClear: () => void;
  children?: ReactNode;
};

/** Where the list stands; with a selection, also what to do with it. It never covers rows or paging. */
export function DataTableFooter({ page, state, selected, onClear, children }: FooterProps) {
  const first = (state.page - 1) * state.limit + 1;
  const last = first + page.data.length - 1;
  const more = Boolean(page.next);
  const total =
    page.total === undefined
      ? more
        ? ""
        : ` de ${formatQuantity(last)}`
      : ` de ${formatQuantity(page.total)}${page.total_exact === false ? "+" : ""}`;

  return (
    <footer className="flex min-h-12 flex-wrap items-center gap-2 border-t border-border px-4 py-2">
      {selected > 0 && (
        <div role="status" className="flex flex-wrap items-center gap-2">
          <span className="mr-1 text-sm">
            <span className="font-medium">{selected === 1 ? "1 seleccionado" : `${selected} seleccionados`}</span>
            <span className="text-muted-foreground"> de {page.data.length}</span>
          </span>
          {children}
          <Button variant="ghost" size="sm" className="text-muted-foreground" onClick={onClear}>
            Quitar selección
          </Button>
        </div>
      )}
      <Pagination
        className="ml-auto"
        label={`${formatQuantity(first)}–${formatQuantity(last)}${total}`}
        onFirst={state.page > 2 ? state.toFirst : undefined}
        onPrevious={state.canGoBack ? state.toPrevious : undefined}
        onNext={more ? () => state.toNext(page.next!) : undefined}
      />
    </footer>
  );
}
