import { appointmentPath, invoicePath, patientPath } from "@/config/navigation";

// What services tell each other, in the words of the clinic. A type that is not here yet is
// shown as it comes: the interface never hides what happened.

export const EVENT_LABELS: Record<string, string> = {
  "appointment.booked": "Cita reservada",
  "appointment.rescheduled": "Cita movida",
  "appointment.updated": "Cita cambiada",
  "appointment.confirmed": "Cita confirmada",
  "appointment.arrived": "Paciente en sala",
  "appointment.started": "Atención iniciada",
  "appointment.completed": "Cita atendida",
  "appointment.cancelled": "Cita cancelada",
  "appointment.missed": "Inasistencia",
  "appointment.returned": "Cita devuelta a espera",
  "room.created": "Consultorio creado",
  "room.updated": "Consultorio cambiado",
  "working_hours.updated": "Horario cambiado",
  "time_off.recorded": "Ausencia registrada",
  "time_off.cancelled": "Ausencia cancelada",
  "patient.registered": "Paciente registrado",
  "patient.updated": "Paciente cambiado",
  "patient.deactivated": "Paciente desactivado",
  "record.viewed": "Ficha consultada",
  "history.recorded": "Antecedente registrado",
  "history.updated": "Antecedente cambiado",
  "note.drafted": "Nota en borrador",
  "note.updated": "Nota cambiada",
  "note.signed": "Nota firmada",
  "addendum.added": "Adenda agregada",
  "product.created": "Producto creado",
  "product.updated": "Producto cambiado",
  "lot.updated": "Lote cambiado",
  "stock.received": "Ingreso de existencias",
  "stock.adjusted": "Ajuste de existencias",
  "stock.written_off": "Baja de existencias",
  "stock.sent_back": "Devolución al proveedor",
  "stock.returned": "Devolución por reapertura",
  "stock.consumed": "Consumo en atención",
  "stock.short": "Existencias insuficientes",
  "stock.unmatched": "Consumo sin producto",
  "shortage.resolved": "Faltante resuelto",
  "treatment.created": "Tratamiento creado",
  "treatment.updated": "Tratamiento cambiado",
  "recipe.updated": "Receta cambiada",
  "invoice.drafted": "Factura en borrador",
  "invoice.updated": "Factura cambiada",
  "invoice.issued": "Factura emitida",
  "invoice.annulled": "Factura anulada",
  "invoice.outdated": "Factura de cita reabierta",
  "invoice.discarded": "Factura descartada",
  "invoice.discount_approved": "Rebaja aprobada",
  "discount_limit.updated": "Límite de rebaja cambiado",
  "payment.received": "Pago recibido",
  "payment.voided": "Pago anulado",
  "expense.recorded": "Gasto registrado",
  "expense.updated": "Gasto cambiado",
  "expense.voided": "Gasto anulado",
  "expense_sharing.updated": "Reparto de gastos cambiado",
  "series.created": "Serie creada",
  "series.updated": "Serie cambiada",
  "user.logged_in": "Ingreso",
  "user.login_failed": "Ingreso fallido",
  "user.locked": "Cuenta bloqueada",
  "user.login_slowed": "Ingreso frenado",
  "user.logged_out": "Salida",
  "user.confirmed": "Aprobación con contraseña",
  "user.created": "Usuario creado",
  "user.updated": "Usuario cambiado",
  "user.disabled": "Usuario deshabilitado",
  "user.password_changed": "Contraseña cambiada",
  "user.password_reset": "Contraseña restablecida",
  "role.created": "Rol creado",
  "role.updated": "Rol cambiado",
  "client.created": "Integración creada",
  "client.updated": "Integración cambiada",
  "client.secret_rotated": "Secreto cambiado",
  "clinic.updated": "Clínica cambiada",
  "event.replayed": "Entrega repetida",
  "event.skipped": "Entrega descartada",
  "demo.history_loaded": "Historia de ejemplo cargada",
  "demo.loaded": "Datos de ejemplo cargados",
};

export const eventLabel = (type: string) => EVENT_LABELS[type] ?? type;

type Thing = { word: string; href?: (id: number) => string };

const THINGS: Record<string, Thing> = {
  appointment: { word: "Cita", href: appointmentPath },
  patient: { word: "Paciente", href: patientPath },
  invoice: { word: "Factura", href: invoicePath },
  product: { word: "Producto", href: (id) => `/inventario/ver/?id=${id}` },
  role: { word: "Rol", href: (id) => `/roles/ver/?id=${id}` },
  user: { word: "Usuario", href: (id) => `/usuarios/?editar=${id}` },
  treatment: { word: "Tratamiento" },
  history: { word: "Antecedentes" },
  note: { word: "Nota clínica" },
  shortage: { word: "Faltante" },
  expense: { word: "Gasto" },
  series: { word: "Serie" },
  client: { word: "Integración" },
  doctor: { word: "Profesional" },
  room: { word: "Consultorio" },
  time_off: { word: "Ausencia" },
  discount_limit: { word: "Rebaja de" },
  clinic: { word: "Clínica", href: () => "/clinica/" },
  event: { word: "Evento" },
};

/** `appointment:12` → «Cita 12» and where to see it. */
export function thingOf(aggregate: string): { label: string; href: string | null } {
  const [kind = "", ...rest] = aggregate.split(":");
  const name = rest.join(":");
  const thing = THINGS[kind];
  if (!thing) return { label: aggregate, href: null };
  const id = Number(name);
  const label = name ? `${thing.word} ${name.length > 12 ? `${name.slice(0, 8)}…` : name}` : thing.word;
  return { label, href: thing.href && Number.isInteger(id) && id > 0 ? thing.href(id) : null };
}
