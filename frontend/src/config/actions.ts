export type Action = { label: string; href: string; permission: string; keywords?: string };

/** What the palette can start from anywhere. Each page opens its form when it sees `?nuevo=1`. */
export const ACTIONS: Action[] = [
  {
    label: "Nueva cita",
    href: "/agenda/?nuevo=1",
    permission: "appointments:write",
    keywords: "agendar turno reservar",
  },
  { label: "Nuevo paciente", href: "/pacientes/?nuevo=1", permission: "patients:write", keywords: "registrar crear" },
  { label: "Nueva factura", href: "/facturacion/?nuevo=1", permission: "invoices:write", keywords: "cobrar facturar" },
  {
    label: "Nueva serie de facturas",
    href: "/facturacion/series/?nuevo=1",
    permission: "invoices:annul",
    keywords: "establecimiento punto de emisión numeración secuencial",
  },
  {
    label: "Nuevo presupuesto",
    href: "/presupuestos/?nuevo=1",
    permission: "quotes:write",
    keywords: "cotización proforma plan",
  },
  {
    label: "Nueva regla de comisión",
    href: "/comisiones/?ver=reglas&nuevo=1",
    permission: "commissions:write",
    keywords: "honorarios porcentaje profesional",
  },
  { label: "Nuevo gasto", href: "/gastos/?nuevo=1", permission: "expenses:write", keywords: "egreso compra" },
  { label: "Nuevo producto", href: "/inventario/?nuevo=1", permission: "products:write", keywords: "insumo" },
  { label: "Nuevo tratamiento", href: "/tratamientos/?nuevo=1", permission: "treatments:write", keywords: "servicio" },
  {
    label: "Nuevo usuario",
    href: "/usuarios/?nuevo=1",
    permission: "users:write",
    keywords: "persona cuenta contraseña",
  },
  { label: "Nuevo rol", href: "/roles/?nuevo=1", permission: "roles:write", keywords: "permisos" },
  {
    label: "Nueva integración",
    href: "/integraciones/?nuevo=1",
    permission: "clients:write",
    keywords: "cliente api secreto",
  },
];
