import type { Secret } from "@/components/patterns/secret-dialog";
import type { User } from "@/entities/person/schema";

/** What is shown once after a user is created or their password reset. */
export function temporaryPassword(
  user: Pick<User, "full_name" | "email">,
  password: string | null | undefined,
): Secret {
  return {
    title: `Contraseña temporal de ${user.full_name}`,
    description: `Se muestra solo esta vez. Entréguela en persona; al ingresar con ${user.email} deberá cambiarla.`,
    values: [{ label: "Contraseña temporal", value: password ?? "" }],
    missing: password
      ? undefined
      : "El cambio se hizo, pero la contraseña se perdió en el camino. Restablézcala para obtener otra.",
  };
}
