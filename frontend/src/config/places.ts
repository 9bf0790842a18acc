import { PAGE_TITLES } from "./navigation";
import type { Action } from "./actions";

/** A page by its own title. */
const page = (href: string, permission: string, keywords?: string): Action => ({
  label: PAGE_TITLES[href]!,
  href,
  permission,
  keywords,
});

/** The pages that no menu holds, which one comes to from another: the palette finds them by name, once one types. */
export const PLACES: Action[] = [
  page("/agenda/espera/", "appointments:read", "huecos antes adelantar cita"),
  page("/agenda/espera/recuperadas/", "appointments:read", "huecos llenados lista de espera"),
  page("/agenda/sala/", "appointments:read", "quién espera pantalla llamar"),
  page("/agenda/avisos/", "appointments:read", "recordatorios mensajes whatsapp correo llamar"),
  page("/agenda/reservas/", "appointments:read", "en línea internet página pública"),
  page("/agenda/cumplimiento/", "appointments:read", "faltas no asistió puntualidad tarde"),
  page(
    "/agenda/horarios/",
    "schedules:write",
    "feriados sillones equipos ausencias vacaciones sobrecupos reglas calendario ICS",
  ),
  page("/apagon/", "outages:read", "sin luz sin internet papel hoja del día"),
  page("/pacientes/plantillas/", "records:read", "notas SOAP campos especialidad atajos texto punto"),
  page("/pacientes/pendientes/", "records:write", "borradores refrendo supervisión firmar"),
  page("/pacientes/repetidas/", "patients:merge", "duplicadas unir"),
  page("/pacientes/supresiones/", "erasures:read", "borrar eliminar derecho al olvido protección de datos"),
  page("/registro/aperturas/", "restrictions:read", "notas restringidas"),
  page("/facturacion/notas-de-credito/", "invoices:read", "anular devolver"),
  page("/facturacion/devoluciones/", "invoices:read", "reembolso dinero"),
  page("/facturacion/cheques/", "invoices:read", "posfechados depositar protestado banco"),
  page("/facturacion/series/", "invoices:read", "establecimiento punto de emisión numeración secuencial"),
  page("/facturacion/paquetes/", "packages:read", "sesiones prepagadas bonos por entregar"),
  page("/caja/cierres/", "cash:read", "arqueo apertura turnos reabrir"),
  page("/gastos/recurrentes/", "expenses:read", "arriendo fijos mensuales"),
  page("/gastos/importar/", "expenses:write", "archivo CSV Excel planilla"),
  page(
    "/comprobantes/emisor/",
    "einvoices:read",
    "SRI firma electrónica RUC razón social p12 establecimientos facturación electrónica",
  ),
  page("/panel/iva/", "reports:read", "ventas compras contador declaración impuesto ATS"),
  page(
    "/panel/ventas/",
    "reports:read",
    "vendido facturado cobrado tratamiento profesional categoría forma de pago informe",
  ),
  page("/panel/por-cobrar/", "invoices:read", "deudas saldos deben recordatorio whatsapp cobranza"),
  page("/panel/margen/", "reports:read", "resultado utilidad rentabilidad ganancia pérdida"),
  { label: "Productos por reponer", href: "/inventario/?vista=reponer", permission: "products:read" },
  { label: "Lotes por vencer", href: "/inventario/?vista=vencer", permission: "products:read", keywords: "caducan" },
  { label: "Faltantes", href: "/inventario/?vista=faltantes", permission: "products:read" },
  { label: "Compras", href: "/inventario/?vista=compras", permission: "products:read", keywords: "proveedor ingreso" },
  {
    label: "Esterilización",
    href: "/inventario/?vista=esterilizacion",
    permission: "sterilisation:read",
    keywords: "autoclave ciclos paquetes",
  },
];
