import {
  Activity,
  BadgePercent,
  Building2,
  CalendarDays,
  ChartNoAxesColumn,
  ClipboardList,
  FileCheck2,
  FilePen,
  HandCoins,
  KeyRound,
  Package,
  Plug,
  ReceiptText,
  ShieldCheck,
  UserCog,
  Users,
  Wallet,
  type LucideIcon,
} from "lucide-react";

export type MenuItem = {
  key: string;
  label: string;
  short?: string;
  href: string;
  icon: LucideIcon;
  /** What opens the page; of several, any. */
  permission: string | readonly string[];
};

/** What the panel has something to say about: each role sees there what it works with. */
export const PANEL_PERMISSIONS = ["reports:read", "appointments:read", "invoices:read", "products:read"] as const;

const ITEMS: MenuItem[] = [
  { key: "panel", label: "Panel", href: "/panel/", icon: ChartNoAxesColumn, permission: PANEL_PERMISSIONS },
  { key: "agenda", label: "Agenda", href: "/agenda/", icon: CalendarDays, permission: "appointments:read" },
  { key: "pacientes", label: "Pacientes", href: "/pacientes/", icon: Users, permission: "patients:read" },
  {
    key: "tratamientos",
    label: "Tratamientos",
    href: "/tratamientos/",
    icon: ClipboardList,
    permission: "treatments:read",
  },
  { key: "inventario", label: "Inventario", href: "/inventario/", icon: Package, permission: "products:read" },
  { key: "caja", label: "Caja", href: "/caja/", icon: HandCoins, permission: "payments:write" },
  { key: "presupuestos", label: "Presupuestos", href: "/presupuestos/", icon: FilePen, permission: "quotes:read" },
  {
    key: "facturacion",
    label: "Facturación",
    short: "Facturas",
    href: "/facturacion/",
    icon: ReceiptText,
    permission: "invoices:read",
  },
  {
    key: "comprobantes",
    label: "Comprobantes",
    href: "/comprobantes/",
    icon: FileCheck2,
    permission: "einvoices:read",
  },
  { key: "gastos", label: "Gastos", href: "/gastos/", icon: Wallet, permission: "expenses:read" },
  {
    key: "comisiones",
    label: "Comisiones",
    href: "/comisiones/",
    icon: BadgePercent,
    permission: ["commissions:read", "commissions:own"],
  },
  { key: "registro", label: "Registro", href: "/registro/", icon: ShieldCheck, permission: "logs:read" },
  { key: "usuarios", label: "Usuarios", href: "/usuarios/", icon: UserCog, permission: "users:read" },
  { key: "roles", label: "Roles", href: "/roles/", icon: KeyRound, permission: "roles:read" },
  { key: "integraciones", label: "Integraciones", href: "/integraciones/", icon: Plug, permission: "clients:read" },
  { key: "clinica", label: "Clínica", href: "/clinica/", icon: Building2, permission: "clinic:write" },
  { key: "eventos", label: "Eventos", href: "/eventos/", icon: Activity, permission: "events:read" },
];

/** Every page the menu of a role may hold, by the key its configuration uses. */
export const MENU: Record<string, MenuItem> = Object.fromEntries(ITEMS.map((item) => [item.key, item]));

/** What a page is called before it has come. The panel and the agenda are called by their day, which they know. */
export const PAGE_TITLES: Record<string, string> = {
  ...Object.fromEntries(
    ITEMS.filter(({ key }) => key !== "panel" && key !== "agenda").map(({ href, label }) => [href, label]),
  ),
  "/agenda/horarios/": "Horarios y consultorios",
  "/agenda/sala/": "Sala de espera",
  "/agenda/espera/": "Lista de espera",
  "/agenda/espera/recuperadas/": "Horas recuperadas",
  "/agenda/cumplimiento/": "Inasistencias y atrasos",
  "/agenda/avisos/": "Avisos a pacientes",
  "/agenda/reservas/": "Reservas en línea",
  "/apagon/": "Modo apagón",
  "/pacientes/plantillas/": "Plantillas y frases",
  "/pacientes/pendientes/": "Notas pendientes",
  "/registro/aperturas/": "Notas abiertas con un motivo",
  "/pacientes/repetidas/": "Fichas que se parecen",
  "/pacientes/supresiones/": "Supresión de datos",
  "/odontograma/": "Odontograma",
  "/periodontograma/": "Periodontograma",
  "/salud-bucal/": "Salud bucal",
  "/ortodoncia/": "Ortodoncia",
  "/materiales/": "Materiales y esterilización",
  "/plan/": "Plan de tratamiento",
  "/caja/cerrar/": "Cerrar caja",
  "/caja/cierres/": "Cajas y cierres",
  "/gastos/importar/": "Importar gastos",
  "/gastos/recurrentes/": "Gastos de cada mes",
  "/comprobantes/emisor/": "Emisor y certificado",
  "/facturacion/series/": "Series de facturas",
  "/facturacion/notas-de-credito/": "Notas de crédito",
  "/facturacion/devoluciones/": "Devoluciones",
  "/facturacion/cheques/": "Cheques",
  "/panel/margen/": "Margen",
  "/panel/ventas/": "Ventas",
  "/panel/por-cobrar/": "Por cobrar",
  "/facturacion/cuenta/": "Cuenta del paciente",
  "/facturacion/paquetes/": "Paquetes",
  "/facturacion/paquetes/ver/": "Paquete",
  "/panel/iva/": "Libros de IVA",
  "/cuenta/": "Mi cuenta",
};

/** Whether these permissions open the page. */
export const opensPage = ({ permission }: MenuItem, permissions: readonly string[]) =>
  [permission].flat().some((name) => permissions.includes(name));

/** Sections for a role whose menu was never configured. */
export const DEFAULT_SECTIONS = [
  { title: "Atención", items: ["panel", "agenda", "pacientes"] },
  {
    title: "Gestión",
    items: [
      "tratamientos",
      "inventario",
      "caja",
      "presupuestos",
      "facturacion",
      "comprobantes",
      "gastos",
      "comisiones",
    ],
  },
  { title: "Sistema", items: ["usuarios", "roles", "integraciones", "clinica", "eventos", "registro"] },
];

/** Patient pages are addressed by query: a static export has no `[id]` routes. */
export const patientPath = (id: number) => `/pacientes/ver/?id=${id}`;
/** A note in its patient's file: a draft is opened to be written on. */
export const notePath = (patientId: number, noteId?: number) =>
  `${patientPath(patientId)}&tab=notas${noteId ? `&nota=${noteId}` : ""}`;
export const planPath = (id: number) => `/plan/?id=${id}`;
export const odontogramPath = (id: number) => `/odontograma/?id=${id}`;
/** Their file beside another that may be of the same person. */
export const mergePath = (id: number) => `/pacientes/unir/?id=${id}`;
/** What a patient owes and has in their favour. */
export const accountPath = (patientId: number) => `/facturacion/cuenta/?id=${patientId}`;
/** A package that was sold, with its sessions. */
export const heldPackagePath = (id: number) => `/facturacion/paquetes/ver/?id=${id}`;
export const quotePath = (id: number) => `/presupuestos/ver/?id=${id}`;
export const newQuotePath = (patientId: number) => `/presupuestos/?nuevo=1&paciente=${patientId}`;
export const visitQuotePath = (appointmentId: number) => `/presupuestos/?nuevo=1&cita=${appointmentId}`;
export const quotesOfPath = (patientId: number) => `/presupuestos/?patient_id=${patientId}`;
/** The board of electronic documents, with one of them open. */
export const einvoicePath = (id: number) => `/comprobantes/?id=${id}`;
export const issuerPath = "/comprobantes/emisor/";
export const expensePath = (id: number) => `/gastos/?gasto=${id}`;
export const invoicePath = (id: number) => `/facturacion/ver/?id=${id}`;
export const waitlistPath = "/agenda/espera/";
/** What is sent to patients, and what they answer. */
export const remindersPath = "/agenda/avisos/";
export const onlinePath = "/agenda/reservas/";
/** Who waits, who is attended, who is done today. */
export const waitingRoomPath = "/agenda/sala/";
/** The day on paper, and what is entered from it afterwards. */
export const outagePath = "/apagon/";
/** The waiting list, with a freed hour chosen. */
export const gapPath = (id: number) => `/agenda/espera/?hueco=${id}`;
export const appointmentPath = (id: number) => `/agenda/?cita=${id}`;
