import { accountPath, appointmentPath, invoicePath, patientPath, quotePath } from "@/config/navigation";

// What an event is about, in the words of the clinic.
const WORDS: Record<string, string> = {
  appointment: "Cita",
  patient: "Paciente",
  invoice: "Factura",
  quote: "Presupuesto",
  product: "Producto",
  role: "Rol",
  user: "Usuario",
  treatment: "Tratamiento",
  history: "Antecedentes",
  note: "Nota clínica",
  document: "Documento",
  procedure_consent: "Consentimiento",
  odontogram: "Odontograma",
  periodontogram: "Periodontograma",
  plan: "Plan de tratamiento",
  plan_suggestions: "Propuestas por hallazgo",
  oral_health: "Salud bucal",
  orthodontic_control: "Control de ortodoncia",
  tooth_finding_kind: "Hallazgo de la clínica",
  vital_signs: "Signos vitales",
  note_template: "Plantilla de notas",
  note_phrase: "Frase",
  consent_request: "Pedido de firma",
  consent_template: "Texto de consentimiento",
  shortage: "Faltante",
  sterilisation: "Ciclo de esterilización",
  expense: "Gasto",
  cash_session: "Sesión de caja",
  till: "Caja",
  series: "Serie",
  client: "Integración",
  doctor: "Profesional",
  room: "Consultorio",
  time_off: "Ausencia",
  discount_limit: "Rebaja de",
  account: "Cuenta",
  clinic: "Clínica",
  event: "Evento",
};

// Of those that have a page of their own.
const HREFS: Record<string, (id: number) => string> = {
  appointment: appointmentPath,
  patient: patientPath,
  invoice: invoicePath,
  quote: quotePath,
  product: (id) => `/inventario/ver/?id=${id}`,
  role: (id) => `/roles/ver/?id=${id}`,
  user: (id) => `/usuarios/?editar=${id}`,
  account: accountPath,
  clinic: () => "/clinica/",
};

/** `appointment:12` → «Cita 12» and where to see it. */
export function thingOf(aggregate: string): { label: string; href: string | null } {
  const [kind = "", ...rest] = aggregate.split(":");
  const name = rest.join(":");
  const word = WORDS[kind];
  if (!word) return { label: aggregate, href: null };
  const id = Number(name);
  const label = name ? `${word} ${name.length > 12 ? `${name.slice(0, 8)}…` : name}` : word;
  return { label, href: Number.isInteger(id) && id > 0 ? (HREFS[kind]?.(id) ?? null) : null };
}
