"use client";

import { LogOut } from "lucide-react";
import { DetailList } from "@/components/patterns/detail-list";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useLogout, useMe } from "@/lib/session";

const PasswordForm = lazy(
  () => import("./password-form").then((file) => file.PasswordForm),
  <Skeleton className="h-64 w-full" />,
);

export function AccountPage() {
  const me = useMe();
  const logout = useLogout();
  return (
    <PageBody narrow>
      <PageHeader
        title="Mi cuenta"
        subtitle={me.expires_at ? `Su sesión dura hasta el ${formatDateTime(me.expires_at)}.` : me.role.name}
        actions={
          <Button variant="outline" size="sm" onClick={() => logout.mutate()} loading={logout.isPending}>
            <LogOut aria-hidden />
            Cerrar sesión
          </Button>
        }
      />
      <Card>
        <CardHeader>
          <CardTitle>Sus datos</CardTitle>
          <CardDescription>Los cambia la administración, en Usuarios.</CardDescription>
        </CardHeader>
        <CardContent>
          <DetailList
            items={[
              { label: "Nombre", value: me.full_name },
              { label: "Correo", value: me.email },
              { label: "Rol", value: me.role.name },
            ]}
          />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Contraseña</CardTitle>
          <CardDescription>Al cambiarla se cierran sus sesiones en otros equipos.</CardDescription>
        </CardHeader>
        <CardContent className="max-w-[420px]">
          <PasswordForm />
        </CardContent>
      </Card>
    </PageBody>
  );
}
