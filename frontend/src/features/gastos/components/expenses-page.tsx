"use client";

import { useQuery } from "@tanstack/react-query";
import { FileUp, Plus, Wallet } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { expenseQuery, expensesQuery, expenseTotalsQuery, exportExpenses } from "@/entities/expense/queries";
import type { Expense, ExpenseTotals } from "@/entities/expense/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { sameCategory } from "../words";
import { CategoryTotals } from "./category-totals";
import { ProposedLink } from "./proposed-link";
import { csvColumns, expenseColumns } from "./expense-columns";
import { expenseFooter } from "./expense-footer";

const RenameDialog = lazy(() => import("./rename-dialog").then((file) => file.RenameDialog));
const ExpenseDetail = lazy(() => import("./expense-detail").then((file) => file.ExpenseDetail));
const VoidDialog = lazy(() => import("./void-dialog").then((file) => file.VoidDialog));
const ExpenseSheet = lazy(() => import("./expense-sheet").then((file) => file.ExpenseSheet));

export function ExpensesPage() {
  return (
    <RequirePermission permission="expenses:read" what="los gastos">
      <PageBody>
        <Expenses />
      </PageBody>
    </RequirePermission>
  );
}

function Expenses() {
  const url = useUrlState();
  const mayWrite = useCan("expenses:write");
  const [chosen, setOpened] = useState<Expense | null>(null);
  // A report leads to one of them by its number.
  const named = url.get("gasto");
  const linked = useQuery({ ...expenseQuery(Number(named)), enabled: /^\d+$/.test(named ?? "") });
  const opened = chosen ?? (named ? (linked.data ?? null) : null);
  const close = () => {
    setOpened(null);
    if (named) url.set({ gasto: null });
  };
  const [renaming, setRenaming] = useState<string | null>(null);
  const [voiding, setVoiding] = useState<Expense | null>(null);
  const state = useListState({ filters: ["category", "active", "import_id", "from", "to"], sort: "-date" });
  const { category, active, import_id, from, to } = state.filters;
  const query = useQuery(expensesQuery(state.params));
  const totals = useQuery(expenseTotalsQuery({ from: from ?? null, to: to ?? null }));
  const footer = useMemo(
    () => expenseFooter(query.data, totals.data, { search: state.search, category, active, import_id }),
    [query.data, totals.data, state.search, category, active, import_id],
  );
  const columns = useMemo(() => expenseColumns(footer), [footer]);
  useHotkey("n", () => url.set({ nuevo: 1 }), { enabled: mayWrite });

  const create = mayWrite && (
    <Button onClick={() => url.set({ nuevo: 1 })}>
      <Plus aria-hidden />
      Nuevo gasto<Kbd inverse>N</Kbd>
    </Button>
  );
  const categories =
    totals.data?.by_category.map((row) => ({ value: row.category, label: row.category, count: row.count })) ?? [];
  if (category && !categories.some(({ value }) => sameCategory(value, category)))
    categories.push({ value: category, label: category, count: 0 });
  const imported = import_id && [{ value: import_id, label: `Importación ${import_id}` }];
  const period = from || to ? "en esas fechas" : "en total";

  return (
    <>
      <PageHeader
        title="Gastos"
        subtitle={totals.data && `${formatMoney(totals.data.total)} ${period}${countedWords(totals.data)}`}
        actions={
          mayWrite && (
            <>
              <ProposedLink />
              <Button variant="outline" asChild>
                <Link href="/gastos/importar/">
                  <FileUp aria-hidden /> Importar
                </Link>
              </Button>
              {create}
            </>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_280px]">
        <div className="min-w-0 xl:order-2">
          <CategoryTotals
            totals={totals.data}
            chosen={category ?? null}
            onChoose={(value) => state.setFilter("category", value)}
            onRename={mayWrite ? setRenaming : null}
          />
        </div>
        {/* In one column it comes with what stands above it, which would push it down. */}
        <div className={cn("min-w-0 xl:order-1", totals.isPending && "max-xl:invisible")}>
          <DataTable
            label="gastos"
            columns={columns}
            query={query}
            state={state}
            rowId={(row) => row.id}
            onOpen={setOpened}
            phone={phoneRow}
            hiddenColumns={["document", "method", "recorded_by"]}
            rowClassName={(row) => (row.active ? undefined : "text-muted-foreground")}
            toolbar={{
              search: "Detalle, proveedor o número",
              facets: [
                { name: "category", label: "Categoría", options: categories },
                {
                  name: "active",
                  label: "Estado",
                  options: [
                    { value: "true", label: "Vigentes" },
                    { value: "false", label: "Anulados" },
                  ],
                },
                ...(imported ? [{ name: "import_id", label: "Archivo", options: imported }] : []),
              ],
              dateRange: true,
              actions: <ExportButton name="gastos" columns={csvColumns} ask={exportExpenses(state.params)} />,
            }}
            empty={
              <EmptyState
                bare
                icon={Wallet}
                title="Aún no hay gastos"
                action={
                  mayWrite && (
                    <Button variant="outline" onClick={() => url.set({ nuevo: 1 })}>
                      Nuevo gasto
                    </Button>
                  )
                }
              >
                Registre el arriendo, los servicios y lo demás que paga la clínica para saber cuánto queda.
              </EmptyState>
            }
          />
        </div>
      </div>
      {url.get("nuevo") === "1" && mayWrite && <ExpenseSheet expense={null} onClose={() => url.set({ nuevo: null })} />}
      {opened && mayWrite && opened.active && (
        <ExpenseSheet
          key={opened.id}
          expense={opened}
          onClose={close}
          onVoid={() => {
            setVoiding(opened);
            close();
          }}
        />
      )}
      {opened && !(mayWrite && opened.active) && <ExpenseDetail expense={opened} onClose={close} />}
      {renaming && (
        <RenameDialog
          category={renaming}
          onRenamed={(name) => state.setFilter("category", name)}
          onClose={() => setRenaming(null)}
        />
      )}
      {voiding && <VoidDialog expense={voiding} onClose={() => setVoiding(null)} />}
    </>
  );
}

/** What of it is an expense in the results, where that is less. */
const countedWords = ({ total, counted }: ExpenseTotals) =>
  counted && counted !== total
    ? `; ${formatMoney(counted)} son gasto en los resultados, donde el material cuenta cuando se usa y las comisiones aparte.`
    : ".";

const phoneRow = (row: Expense) => ({
  title: <span className={row.active ? undefined : "line-through"}>{row.description}</span>,
  badge: row.active ? undefined : <StateBadge state="ANNULLED" label="Anulado" />,
  detail: (
    <>
      {row.category} · {formatDate(row.date)}
    </>
  ),
  sum: (
    <Money
      value={row.amount}
      strong={row.active}
      className={row.active ? undefined : "text-muted-foreground line-through"}
    />
  ),
});
