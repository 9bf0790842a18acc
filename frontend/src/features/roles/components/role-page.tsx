"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { permissionsQuery, roleQuery } from "@/entities/role/queries";
import { useTitle } from "@/hooks/use-title";
import { useIdParam } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";

const RoleEditor = lazy(() => import("./role-editor").then((file) => file.RoleEditor), <RolePending />);

export function RolePage() {
  const id = useIdParam();
  return (
    <RequirePermission permission="roles:read" what="los roles">
      {id === null ? (
        <EmptyState title="Falta saber qué rol">Elíjalo en la lista de roles.</EmptyState>
      ) : (
        <LoadedRole key={id} id={id} />
      )}
    </RequirePermission>
  );
}

function LoadedRole({ id }: { id: number }) {
  const role = useQuery(roleQuery(id));
  useTitle(role.data && `${role.data.name} · Rol`);
  const permissions = useQuery(permissionsQuery);
  if (role.data && permissions.data) return <RoleEditor role={role.data} permissions={permissions.data} />;
  const error = role.error ?? permissions.error;
  return (
    <RolePending>
      {error && (
        <ErrorState
          error={error}
          what="el rol"
          onRetry={() => void Promise.all([role.refetch(), permissions.refetch()])}
        />
      )}
    </RolePending>
  );
}

/** The page before there is a role to show, or in its place when it could not be read. */
function RolePending({ children }: { children?: ReactNode }) {
  return (
    <PageBody>
      <PageHeader title="Rol" breadcrumb={[{ label: "Roles", href: "/roles/" }, { label: "Rol" }]} />
      {children || (
        <div role="status" aria-label="Cargando el rol" className="space-y-4">
          <Skeleton className="h-52 w-full rounded-xl" />
          <Skeleton className="h-52 w-full rounded-xl" />
        </div>
      )}
    </PageBody>
  );
}
