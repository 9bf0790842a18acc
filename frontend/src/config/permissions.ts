// A permission is `noun:verb` between programs, and «Registro: ver» to a person.

export const NOUN_LABELS: Record<string, string> = {
  appointments: "Agenda",
  schedules: "Horarios",
  reminders: "Avisos a pacientes",
  "self-bookings": "Reserva en línea",
  patients: "Pacientes",
  alerts: "Alertas del paciente",
  records: "Historia clínica",
  restrictions: "Notas restringidas",
  documents: "Documentos",
  consents: "Consentimientos",
  plans: "Planes de tratamiento",
  treatments: "Tratamientos",
  products: "Productos",
  stock: "Existencias",
  materials: "Materiales por paciente",
  sterilisation: "Esterilización",
  invoices: "Facturas",
  einvoices: "Comprobantes electrónicos",
  payments: "Pagos",
  cash: "Cajas",
  quotes: "Presupuestos",
  packages: "Paquetes",
  expenses: "Gastos",
  commissions: "Comisiones",
  reports: "Resultados",
  users: "Usuarios",
  roles: "Roles",
  clinic: "Clínica",
  clients: "Integraciones",
  logs: "Registro",
  events: "Eventos",
  metrics: "Métricas",
};
const VERBS: Record<string, string> = {
  read: "ver",
  write: "cambiar",
  sign: "firmar",
  certify: "certificar",
  override: "sobrecupos",
  reopen: "reabrir",
  annul: "anular",
  credit: "acreditar",
  "approve-discount": "aprobar rebajas",
  refund: "devolver",
  deliver: "entregar",
  supervise: "supervisar",
  issuer: "emisor y certificado",
  redeem: "usar sesiones",
  own: "ver las propias",
  template: "escribir los textos",
  accept: "anotar lo aceptado",
  merge: "unir fichas",
  export: "llevarse una copia",
  approve: "aprobar",
};

/** `logs:read` → «Registro: ver»; what this version does not know stays as it is. */
export function permissionWords(name: string) {
  const [noun = "", verb = ""] = name.split(":");
  return NOUN_LABELS[noun] && VERBS[verb] ? `«${NOUN_LABELS[noun]}: ${VERBS[verb]}»` : name;
}
