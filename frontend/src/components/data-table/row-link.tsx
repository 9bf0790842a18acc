import { Link } from "@/components/patterns/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

type RowLinkProps<T> = {
  row: T;
  rowHref?: (row: T) => string;
  onOpen?: (row: T) => void;
  className?: string;
  children: ReactNode;
};

/** The one control of a row that opens it: a link to its page, or a button for its sheet. */
export function RowLink<T>({ row, rowHref, onOpen, className, children }: RowLinkProps<T>) {
  const styles = cn("rounded-sm text-left font-medium hover:underline", className);
  if (rowHref)
    return (
      <Link data-row-link href={rowHref(row)} className={styles}>
        {children}
      </Link>
    );
  if (onOpen)
    return (
      // A name that is cut short has no baseline of its own to stand on.
      <button data-row-link type="button" onClick={() => onOpen(row)} className={cn("max-w-full align-middle", styles)}>
        {children}
      </button>
    );
  return children;
}
