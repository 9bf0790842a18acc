export type Shortcut = { keys: string[]; what: string };
export type ShortcutGroup = {
  title: string;
  /** Only under these addresses; without it, everywhere. */
  on?: string;
  /** Only for whoever may open the pages it speaks of. */
  permission?: string;
  shortcuts: Shortcut[];
};

/** Every key that does something, as the help shows them. A page's own stand under its address. */
export const SHORTCUTS: ShortcutGroup[] = [
  {
    title: "En todas partes",
    shortcuts: [
      { keys: ["Ctrl", "K"], what: "Buscar paciente, cita, factura, producto, página o acción" },
      { keys: ["→"], what: "En la búsqueda: qué hacer con lo elegido" },
      { keys: ["?"], what: "Ver estos atajos" },
      { keys: ["Esc"], what: "Cerrar lo que está abierto" },
      { keys: ["Ctrl", "↵"], what: "Hacer lo principal de lo que está abierto" },
    ],
  },
  {
    title: "En las listas",
    shortcuts: [
      { keys: ["N"], what: "Crear uno nuevo" },
      { keys: ["/"], what: "Ir a la búsqueda" },
      { keys: ["J"], what: "Fila siguiente" },
      { keys: ["K"], what: "Fila anterior" },
      { keys: ["↵"], what: "Abrir la fila, o lo único que se busca" },
    ],
  },
  {
    title: "Agenda",
    on: "/agenda/",
    permission: "appointments:read",
    shortcuts: [
      { keys: ["N"], what: "Nueva cita" },
      { keys: ["B"], what: "Buscar hora libre" },
      { keys: ["T"], what: "Ir a hoy" },
      { keys: ["←"], what: "Período anterior" },
      { keys: ["→"], what: "Período siguiente" },
      { keys: ["Alt", "↑↓←→"], what: "Mover la cita elegida" },
    ],
  },
  {
    title: "Ficha del paciente",
    on: "/pacientes/ver/",
    permission: "patients:read",
    shortcuts: [
      { keys: ["N"], what: "Nueva nota" },
      { keys: ["E"], what: "Editar los datos" },
      { keys: ["Ctrl", "S"], what: "Guardar la nota" },
      { keys: ["Ctrl", "↵"], what: "Firmar la nota" },
    ],
  },
  {
    title: "Factura",
    on: "/facturacion/ver/",
    permission: "invoices:read",
    shortcuts: [
      { keys: ["C"], what: "Cobrar" },
      { keys: ["Ctrl", "S"], what: "Guardar el borrador" },
      { keys: ["Ctrl", "↵"], what: "Emitir" },
    ],
  },
  {
    title: "Inventario",
    on: "/inventario/",
    permission: "products:read",
    shortcuts: [
      { keys: ["C"], what: "Registrar una compra" },
      { keys: ["E"], what: "Editar el producto abierto" },
    ],
  },
];
