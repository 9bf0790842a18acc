"use client";

import { CircleSlash2, SearchX, ShieldCheck, TriangleAlert, type LucideIcon } from "lucide-react";
import { Link } from "@/components/patterns/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { lazy } from "@/lib/lazy";
import { homeOf } from "@/lib/menu";
import { isApiError, messageOf } from "@/lib/problem";
import { useMe } from "@/lib/session";
import { cn } from "@/lib/utils";

// Few ever lack a permission: its words come when somebody does.
const PermissionWords = lazy(
  () => import("@/components/patterns/permission-words").then((file) => file.PermissionWords),
  "este permiso",
);

type StatePanelProps = {
  icon?: LucideIcon;
  tone?: "accent" | "neutral" | "danger";
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  note?: ReactNode;
  /** Without a card of its own, for use inside one. */
  bare?: boolean;
  role?: "alert" | "status";
  className?: string;
};

const TONE = {
  accent: "bg-accent text-accent-foreground",
  neutral: "bg-secondary text-secondary-foreground",
  danger: "bg-danger-bg text-danger",
};

export function StatePanel({
  icon: Icon = CircleSlash2,
  tone = "neutral",
  title,
  children,
  action,
  note,
  bare,
  role,
  className,
}: StatePanelProps) {
  return (
    <div
      role={role}
      className={cn(
        "flex flex-col items-center justify-center px-5 py-10 text-center",
        !bare && "rounded-xl border border-border bg-card shadow-1",
        className,
      )}
    >
      <span className={cn("grid size-10 place-items-center rounded-full", TONE[tone])}>
        <Icon className="size-5" aria-hidden />
      </span>
      <p className="mt-3 text-base font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-80 text-sm text-muted-foreground">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
      {note && <p className="mt-3 font-mono text-2xs text-muted-foreground">{note}</p>}
    </div>
  );
}

type EmptyProps = Pick<StatePanelProps, "icon" | "title" | "children" | "action" | "bare" | "className">;

/** Says why there is nothing and offers the next act. */
export const EmptyState = (props: EmptyProps) => <StatePanel tone="accent" role="status" {...props} />;

/** Nothing matches what was asked; offers to ask for everything. */
export function NoMatches({ onClear, bare }: { onClear?: () => void; bare?: boolean }) {
  return (
    <StatePanel
      icon={SearchX}
      role="status"
      bare={bare}
      title="Nada coincide con la búsqueda"
      action={
        onClear && (
          <Button variant="outline" onClick={onClear}>
            Quitar filtros
          </Button>
        )
      }
    >
      Revise lo que escribió o quite algún filtro.
    </StatePanel>
  );
}

type ErrorStateProps = { error: unknown; what?: string; onRetry?: () => void; bare?: boolean; className?: string };

/** What failed (`what`: «la agenda»), that nothing was lost, *Reintentar* (or the way out of what is not there), and the code
 *  to tell support. */
export function ErrorState({ error, what, onRetry, bare, className }: ErrorStateProps) {
  if (isApiError(error, 403)) return <NoPermission what={what} bare={bare} className={className} />;
  const missing = isApiError(error, 404);
  const code = isApiError(error) ? error.requestId : null;
  return (
    <StatePanel
      icon={missing ? SearchX : TriangleAlert}
      tone={missing ? "neutral" : "danger"}
      role="alert"
      bare={bare}
      className={className}
      title={missing ? "No lo encontramos" : what ? `No se pudo cargar ${what}` : "No se pudo cargar"}
      action={
        missing ? (
          <Button variant="outline" asChild>
            <Link href="/">Volver al inicio</Link>
          </Button>
        ) : (
          onRetry && (
            <Button variant="outline" onClick={onRetry}>
              Reintentar
            </Button>
          )
        )
      }
      note={code && `Código ${code}`}
    >
      {messageOf(error)}
    </StatePanel>
  );
}

type NoPermissionProps = { permission?: string; what?: string; bare?: boolean; className?: string };

/** Names the permission that is missing and who grants it. */
export function NoPermission({ permission, what = "esta página", bare, className }: NoPermissionProps) {
  const me = useMe();
  return (
    <StatePanel
      icon={ShieldCheck}
      role="alert"
      bare={bare}
      className={className}
      title={`No puede ver ${what}`}
      action={
        <Button variant="outline" asChild>
          <Link href={homeOf(me)}>Volver al inicio</Link>
        </Button>
      }
    >
      Su rol ({me.role.name}) no incluye {permission ? <PermissionWords name={permission} /> : "este permiso"}. Lo
      asigna la administración.
    </StatePanel>
  );
}
