import { serviceLabel } from "@/config/services";
import type { Delivery } from "@/entities/delivery/queries";

// What a person must know before letting an event go: who will never hear of it, and what that means.
const LOST: Record<string, string> = {
  "appointment.completed>facturacion": "No se preparará el borrador de factura de esa cita: hágalo a mano.",
  "appointment.completed>inventario": "No se descontarán los insumos de esa cita: ajuste las existencias a mano.",
  "stock.consumed>facturacion": "El costo de los insumos no entrará en el resultado de esa cita.",
  "patient.updated>citas": "La agenda seguirá mostrando los datos anteriores del paciente.",
  "patient.updated>facturacion":
    "Las facturas nuevas no llevarán los datos nuevos del paciente hasta su próximo cambio.",
};

export function consequenceOf(delivery: Delivery) {
  const subscriber = serviceLabel(delivery.subscriber);
  if (delivery.subscriber === "logs") return "Esto no quedará escrito en el registro.";
  return LOST[`${delivery.type}>${delivery.subscriber}`] ?? `${subscriber} no se enterará de esto.`;
}
