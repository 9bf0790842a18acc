import { Alert } from "@/components/ui/alert";
import { DELIVERIES_AT_ONCE, type Deliveries } from "@/entities/delivery/queries";

/** Why the list is not all there is: who did not answer, and of whom there are more than are shown. */
export function Incomplete({ deliveries: { silent, more } }: { deliveries: Deliveries }) {
  return (
    <>
      {silent.map(({ service, error }) => (
        <Alert key={service.key} variant="warning">
          No se pudo preguntar a {service.label}: sus eventos no están en esta lista. {error}
        </Alert>
      ))}
      {more.length > 0 && (
        <Alert>
          Hay más de {DELIVERIES_AT_ONCE} en {more.map(({ label }) => label).join(", ")}: se muestran los más antiguos.
        </Alert>
      )}
    </>
  );
}
