export type Service = { key: string; prefix: string; label: string };

/** The services of the suite: as events name them, as addresses name them, as people do. */
export const SERVICES: readonly Service[] = [
  { key: "auth", prefix: "auth", label: "Acceso" },
  { key: "historia_clinica", prefix: "historia-clinica", label: "Historia clínica" },
  { key: "citas", prefix: "citas", label: "Citas" },
  { key: "inventario", prefix: "inventario", label: "Inventario" },
  { key: "facturacion", prefix: "facturacion", label: "Facturación" },
  { key: "logs", prefix: "logs", label: "Registro" },
];

/** Those that are told of events as a service is, for one task each. */
const CARRIERS: Record<string, string> = {
  sri: "SRI",
  annulments: "Anulaciones",
  mail: "Correo",
  webhook: "Mensajes",
  duplicates: "Fichas que se parecen",
  exports: "Copias de historias",
  suppressions: "Lista de supresión",
};

export const serviceLabel = (key: string) =>
  SERVICES.find((service) => service.key === key)?.label ?? CARRIERS[key] ?? key;
