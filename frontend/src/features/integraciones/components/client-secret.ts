import type { Secret } from "@/components/patterns/secret-dialog";
import type { ClientWithSecret } from "@/entities/client/schema";

/** What is shown once after an integration is created or its secret changed. */
export function clientSecret({ name, client_id, client_secret }: ClientWithSecret): Secret {
  return {
    title: `Credenciales de ${name}`,
    description:
      "El secreto se muestra solo esta vez. Péguelo en la integración; con él pide su acceso en /api/auth/token (OAuth 2, client_credentials).",
    values: [
      { label: "Identificador (client_id)", value: client_id },
      { label: "Secreto (client_secret)", value: client_secret ?? "" },
    ],
    missing: client_secret
      ? undefined
      : "El cambio se hizo, pero el secreto se perdió en el camino. Cambie el secreto para obtener otro.",
  };
}
