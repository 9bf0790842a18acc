import { ChevronRight } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Fragment } from "react";
import { cn } from "@/lib/utils";

export type Crumb = { label: string; href?: string };

/** The way down to this page; the last step is the page itself and is not a link. */
export function Breadcrumb({ items, className }: { items: Crumb[]; className?: string }) {
  return (
    <nav aria-label="Ruta" className={cn("text-sm text-muted-foreground", className)}>
      <ol className="flex flex-wrap items-center gap-1">
        {items.map(({ label, href }, index) => (
          <Fragment key={label}>
            {index > 0 && <ChevronRight className="size-3.5" aria-hidden />}
            <li>
              {href ? (
                <Link href={href} className="rounded-sm hover:text-foreground hover:underline">
                  {label}
                </Link>
              ) : (
                <span aria-current="page" className="text-foreground">
                  {label}
                </span>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
