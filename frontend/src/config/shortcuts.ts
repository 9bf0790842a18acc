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
      { keys: ["D"], what: "Ver el día; S, la semana; M, el mes; L, la lista" },
      { keys: ["⇧", "D"], what: "Más o menos apretada" },
      { keys: ["P"], what: "Mostrar u ocultar las próximas horas libres" },
      { keys: ["↑↓←→"], what: "Con una cita elegida: ir a la de al lado; ↵ la abre" },
      { keys: ["Alt", "↑↓←→"], what: "Mover la cita elegida; Esc enseguida la devuelve" },
      { keys: ["Ctrl", "C"], what: "Copiar la cita elegida" },
      { keys: ["Ctrl", "V"], what: "Agendar otra como la copiada" },
      { keys: ["Ctrl", "Z"], what: "Deshacer el último cambio de hora, 10 segundos" },
      { keys: ["Ctrl", "P"], what: "El día o la semana en PDF, para imprimir" },
    ],
  },
  {
    title: "Sala de espera",
    on: "/agenda/sala/",
    permission: "appointments:read",
    shortcuts: [
      { keys: ["L"], what: "Registrar una llegada: escriba el nombre y pulse ↵" },
      { keys: ["↑↓←→"], what: "Ir de persona en persona" },
      { keys: ["Alt", "←→"], what: "Pasar a la persona elegida a la columna de al lado" },
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
    title: "Odontograma",
    on: "/odontograma/",
    permission: "records:read",
    shortcuts: [
      { keys: ["↑↓←→"], what: "Ir de pieza en pieza; con Alt, también por las de otra dentición" },
      { keys: ["8", "4", "5", "6", "2"], what: "Elegir la cara, como se ve el cuadro" },
      { keys: ["C"], what: "Caries" },
      { keys: ["O"], what: "Obturación; otra vez, el material" },
      { keys: ["S"], what: "Sellante" },
      { keys: ["F"], what: "Fractura" },
      { keys: ["E"], what: "Endodoncia" },
      { keys: ["M"], what: "Perno muñón" },
      { keys: ["I"], what: "Implante" },
      { keys: ["P"], what: "Puente fijo: flechas al otro extremo, ↵; Espacio, pilar" },
      { keys: ["R"], what: "Prótesis removible, igual" },
      { keys: ["T"], what: "Prótesis total, igual; ↵ enseguida, toda la arcada" },
      { keys: ["K"], what: "Corona" },
      { keys: ["X"], what: "Extracción indicada" },
      { keys: ["A"], what: "Ausente por caries" },
      { keys: ["⇧", "A"], what: "Ausente por otra causa" },
      { keys: ["Y"], what: "Sin erupcionar" },
      { keys: ["N"], what: "Retenido" },
      { keys: ["U"], what: "Supernumerario" },
      { keys: ["D"], what: "Diastema" },
      { keys: ["G"], what: "Giroversión" },
      { keys: ["B", "0–9"], what: "Recesión en milímetros" },
      { keys: ["V", "0–3"], what: "Movilidad, su grado" },
      { keys: ["Espacio"], what: "Por tratar, realizado, dato" },
      { keys: ["Supr"], what: "Sano: la cara, o la pieza" },
      { keys: ["+"], what: "Lo por tratar de la pieza, al plan" },
      { keys: ["Ctrl", "Z"], what: "Deshacer, sin límite; Ctrl Y, rehacer" },
      { keys: ["[", "]"], what: "Versión anterior y siguiente" },
      { keys: ["\\"], what: "Comparar dos versiones" },
      { keys: ["Esc"], what: "Dejar la herramienta" },
    ],
  },
  {
    title: "Periodontograma",
    on: "/periodontograma/",
    permission: "records:read",
    shortcuts: [
      { keys: ["0–9"], what: "Profundidad en milímetros, y avanza" },
      { keys: ["Alt", "0–2"], what: "De 10 a 12 mm" },
      { keys: ["M", "0–9"], what: "Margen: recesión; M, - y la cifra, si cubre esmalte" },
      { keys: ["S"], what: "Sangrado" },
      { keys: ["⇧", "S"], what: "Supuración" },
      { keys: ["P"], what: "Placa" },
      { keys: ["U", "0–3"], what: "Furca" },
      { keys: ["V", "0–3"], what: "Movilidad" },
      { keys: ["⌫"], what: "Borrar y retroceder un sitio" },
      { keys: ["←", "→"], what: "Sitio de al lado" },
      { keys: ["↑", "↓"], what: "Cara opuesta de la misma pieza" },
      { keys: ["F2"], what: "Pieza ausente" },
      { keys: ["Ctrl", "Z"], what: "Deshacer, sin límite" },
      { keys: ["[", "]"], what: "Examen anterior y siguiente" },
      { keys: ["\\"], what: "Comparar con el examen anterior" },
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
