"use client";

import { Button } from "@/components/ui/button";
import { useLogout, type Me } from "@/lib/session";
import { CenteredCard } from "./centered-card";
import { PasswordForm } from "./password-form";

/** Shown instead of everything while the password is a temporary one. */
export function ForcedPasswordPage({ me }: { me: Me }) {
  const logout = useLogout();
  return (
    <CenteredCard
      title="Elija su contraseña"
      subtitle={`${me.full_name}, entró con una contraseña temporal. Cámbiela para continuar.`}
      footer={<Button variant="link" size="sm" onClick={() => logout.mutate()}>Cerrar sesión</Button>}
    >
      <PasswordForm submitLabel="Guardar y continuar" wide />
    </CenteredCard>
  );
}
