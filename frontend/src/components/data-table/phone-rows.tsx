import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { RowLink } from "@/components/data-table/row-link";

export type PhoneRow = {
  title: ReactNode;
  /** Beside the badge, in the second line. */
  detail?: ReactNode;
  badge?: ReactNode;
  /** At the right: the sum, and under it the balance. */
  sum?: ReactNode;
  balance?: ReactNode;
  /** Buttons, in a line of their own: what can be done without opening the row. */
  actions?: ReactNode;
};

type PhoneRowsProps<T> = {
  rows: T[];
  rowId: (row: T) => string | number;
  phone: (row: T) => PhoneRow;
  rowHref?: (row: T) => string;
  onOpen?: (row: T) => void;
};

/** Two lines a row: name and badge at the left, sum and balance at the right. */
export function PhoneRows<T>({ rows, rowId, phone, rowHref, onOpen }: PhoneRowsProps<T>) {
  return (
    <ul className="divide-y divide-border">
      {rows.map((row) => {
        const { title, detail, badge, sum, balance, actions } = phone(row);
        return (
          <li key={rowId(row)}>
            <RowLink
              row={row}
              rowHref={rowHref}
              onOpen={onOpen}
              className="block w-full font-normal no-underline hover:no-underline"
            >
              <span className="flex min-h-16 items-center gap-3 px-4 py-2.5">
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-base font-medium">{title}</span>
                  {(badge || detail) && (
                    <span className="mt-1 flex items-center gap-2 text-xs text-muted-foreground">
                      {badge}
                      {detail && <span className="truncate tabular-nums">{detail}</span>}
                    </span>
                  )}
                </span>
                {(sum || balance) && (
                  <span className="max-w-[50%] shrink-0 text-right text-base tabular-nums">
                    <span className="block">{sum}</span>
                    {balance && <span className="block text-xs text-muted-foreground">{balance}</span>}
                  </span>
                )}
                {(rowHref || onOpen) && <ChevronRight className="size-4 shrink-0 text-muted-foreground" aria-hidden />}
              </span>
            </RowLink>
            {actions && <div className="-mt-1 flex justify-end px-2 pb-2">{actions}</div>}
          </li>
        );
      })}
    </ul>
  );
}
