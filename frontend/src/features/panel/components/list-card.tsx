import type { UseQueryResult } from "@tanstack/react-query";
import type { LucideIcon } from "lucide-react";
import { Link } from "@/components/patterns/link";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

type ListCardProps<T> = {
  title: string;
  /** For messages: «los borradores». */
  what: string;
  query: UseQueryResult<unknown>;
  rows: T[] | undefined;
  rowKey: (row: T) => string | number;
  row: (row: T) => ReactNode;
  empty: { icon: LucideIcon; text: string };
  all?: { label: string; href: string };
  footer?: ReactNode;
};

// As many and as high as the rows to come: what stands below does not jump.
const WAITING = ["w-4/5", "w-3/5", "w-4/5", "w-2/3", "w-3/5", "w-4/5"];

/** A short list that leads to its page. */
export function ListCard<T>({
  title,
  what,
  query,
  rows,
  rowKey,
  row,
  empty: { icon: Icon, text },
  all,
  footer,
}: ListCardProps<T>) {
  return (
    <Card aria-label={title} className="flex flex-col overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>{title}</CardTitle>
        {all && (
          <CardAction>
            <Link
              href={all.href}
              className="rounded-sm text-sm font-medium text-primary underline-offset-4 hover:underline"
            >
              {all.label}
            </Link>
          </CardAction>
        )}
      </CardHeader>
      {rows && rows.length > 0 ? (
        <ul className="divide-y divide-border border-t border-border">
          {rows.map((item) => (
            <li key={rowKey(item)}>{row(item)}</li>
          ))}
        </ul>
      ) : rows ? (
        <p className="flex items-center gap-2 border-t border-border px-4 py-5 text-sm text-muted-foreground">
          <Icon className="size-4 shrink-0" aria-hidden />
          {text}
        </p>
      ) : query.isPending ? (
        <div role="status" aria-label={`Cargando ${what}`} className="divide-y divide-border border-t border-border">
          {WAITING.map((width, row) => (
            <div key={row} className="flex min-h-12 items-center px-4">
              <Skeleton className={width} />
            </div>
          ))}
        </div>
      ) : (
        <ErrorState
          bare
          className="border-t border-border py-6"
          error={query.error}
          what={what}
          onRetry={() => void query.refetch()}
        />
      )}
      {footer && <div className="mt-auto border-t border-border px-4 py-3 text-sm">{footer}</div>}
    </Card>
  );
}

/** The whole row is the link. */
export const RowTo = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-muted/60 focus-visible:ring-inset">
    {children}
  </Link>
);
