import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";

type PageHeaderProps = {
  title: ReactNode;
  /** One sentence true of this moment; while it is not known, it keeps its line. */
  subtitle?: ReactNode;
  breadcrumb?: Crumb[];
  /** Secondary actions, then one primary. On a phone they share the full width. */
  actions?: ReactNode;
};

export function PageHeader(props: PageHeaderProps) {
  const { title, subtitle, breadcrumb, actions } = props;
  return (
    <header className="space-y-1.5">
      {breadcrumb && <Breadcrumb items={breadcrumb} />}
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-full break-words sm:basis-72">
          <h1 className="text-2xl font-semibold tracking-title">{title}</h1>
          {"subtitle" in props && <p className="mt-0.5 min-h-5 text-base text-muted-foreground">{subtitle}</p>}
        </div>
        {actions && (
          <div
            data-not-printed
            className="flex w-full flex-wrap items-center gap-2 max-sm:[&:not(:has(.bg-primary))>*]:flex-auto max-sm:[&>*:last-child]:flex-1 sm:w-auto"
          >
            {actions}
          </div>
        )}
      </div>
    </header>
  );
}

/** The frame of a page's content. `narrow` (720 px) for forms and settings. */
export function PageBody({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  return <div className={narrow ? "mx-auto w-full max-w-[720px] space-y-4" : "space-y-4"}>{children}</div>;
}
