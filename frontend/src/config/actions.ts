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
  {
    label: "Ver las plantillas y frases de las notas",
    href: "/pacientes/plantillas/",
    permission: "records:read",
    keywords: "SOAP campos especialidad atajos texto punto",
  },
  { label: "Nueva factura", href: "/facturacion/?nuevo=1", permission: "invoices:write", keywords: "cobrar facturar" },
  {
    label: "Nueva serie de facturas",
    href: "/facturacion/series/?nuevo=1",
    permission: "invoices:annul",
    keywords: "establecimiento punto de emisión numeración secuencial",
  },
  {
    label: "Ver el emisor y su certificado",
    href: "/comprobantes/emisor/",
    permission: "einvoices:read",
    keywords: "SRI firma electrónica RUC razón social p12 establecimientos facturación electrónica",
  },
  {
    label: "Ver los libros de IVA",
    href: "/panel/iva/",
    permission: "reports:read",
    keywords: "ventas compras contador declaración impuesto",
  },
  {
    label: "Ver las ventas",
    href: "/panel/ventas/",
    permission: "reports:read",
    keywords: "vendido facturado cobrado tratamiento profesional categoría forma de pago informe",
  },
  {
    label: "Ver lo que está por cobrar",
    href: "/panel/por-cobrar/",
    permission: "invoices:read",
    keywords: "deudas saldos deben recordatorio whatsapp cobranza",
  },
  {
    label: "Ver el margen",
    href: "/panel/margen/",
    permission: "reports:read",
    keywords: "resultado utilidad rentabilidad ganancia pérdida",
  },
  {
    label: "Ver los paquetes",
    href: "/facturacion/paquetes/",
    permission: "packages:read",
    keywords: "sesiones prepagadas bonos por entregar",
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
