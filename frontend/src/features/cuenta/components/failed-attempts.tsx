import { Alert } from "@/components/ui/alert";
import { formatDateTime } from "@/lib/format";

export type Attempts = { count: number; last_at: string };

/** What a person must know before going on: others tried to enter as them. */
export default function FailedAttempts({ count, last_at }: Attempts) {
  return (
    <Alert variant="warning">
      {count === 1
        ? "Hubo un intento fallido de ingresar con su correo"
        : `Hubo ${count} intentos fallidos de ingresar con su correo`}{" "}
      desde su último ingreso (el último: {formatDateTime(last_at)}). Si no fue usted, cambie su contraseña en Mi cuenta
      y avise a la administración.
    </Alert>
  );
}
