import { CircleCheckBig } from "lucide-react";
import { EmptyState } from "@/components/patterns/state-panel";
import type { DeliveryState } from "@/entities/delivery/queries";

/** Nothing is held up. */
export function AllDelivered({ which }: { which: DeliveryState }) {
  return which === "dead_letter" ? (
    <EmptyState bare icon={CircleCheckBig} title="Ningún evento apartado">
      Aquí llega lo que un servicio rechazó y necesita que alguien decida.
    </EmptyState>
  ) : (
    <EmptyState bare icon={CircleCheckBig} title="Nada en espera">
      Cada evento se entregó. La lista se actualiza sola cada 15 segundos.
    </EmptyState>
  );
}
