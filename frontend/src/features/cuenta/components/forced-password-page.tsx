"use client";

import { Button } from "@/components/ui/button";
import { useClinic, useClinicColour } from "@/entities/clinic/queries";
import { useLogout, type Me } from "@/lib/session";
import { CenteredCard } from "@/components/layout/centered-card";
import { PasswordForm } from "./password-form";

/** Shown instead of everything while the password is a temporary one. */
export function ForcedPasswordPage({ me }: { me: Me }) {
  const logout = useLogout();
  const clinic = useClinic();
  useClinicColour();
  return (
    <CenteredCard
      clinic={clinic}
      title="Elija su contraseña"
      subtitle={`${me.full_name}, entró con una contraseña temporal. Cámbiela para continuar.`}
      footer={
        <Button variant="link" size="sm" onClick={() => logout.mutate()}>
          Cerrar sesión
        </Button>
      }
    >
      <PasswordForm submitLabel="Guardar y continuar" wide />
    </CenteredCard>
  );
}
