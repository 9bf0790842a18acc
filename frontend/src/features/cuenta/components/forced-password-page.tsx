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
      title="Elige tu contraseña"
      subtitle={`${me.full_name}, entraste con una contraseña temporal. Cámbiala para continuar.`}
      footer={<Button variant="link" size="sm" onClick={() => logout.mutate()}>Cerrar sesión</Button>}
    >
      <PasswordForm submitLabel="Guardar y continuar" wide />
    </CenteredCard>
  );
}
