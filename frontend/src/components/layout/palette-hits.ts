import {
  CalendarDays,
  CalendarPlus,
  ClipboardList,
  Clock,
  FilePlus2,
  FolderOpen,
  HandCoins,
  MessageCircle,
  Package,
  Phone,
  ReceiptText,
  Stethoscope,
  UserRound,
  type LucideIcon,
} from "lucide-react";
import type { AppointmentStatus } from "@/components/patterns/status-badge";
import { appointmentPath, invoicePath, patientPath } from "@/config/navigation";
import { documentNumber } from "@/entities/patient/words";
import { formatAge, formatMoney, formatPhone, formatQuantity, formatRelativeDay, formatTime } from "@/lib/format";
import { callLink, whatsappLink } from "@/lib/phone";
import { matchIn, numberIn } from "@/lib/text";
import { SHOWN, type usePaletteSearch } from "./palette-search";

export type HitAction = { key: string; label: string; icon: LucideIcon; href: string };
export type Hit = {
  key: string;
  icon: LucideIcon;
  title: string;
  /** Beside the title, muted. */
  detail?: string;
  /** At the right, in figures: the document, the phone that matched, a number. */
  figure?: string;
  status?: AppointmentStatus;
  /** What can be done with it; the first is what Enter does. */
  actions: HitAction[];
};
export type HitGroup = { heading: string; hits: Hit[]; all?: HitAction };

type Found = ReturnType<typeof usePaletteSearch>;
type May = (permission: string) => boolean;

const open = (label: string, href: string): HitAction => ({ key: "open", label, icon: FolderOpen, href });
const reach = (phone: string | null | undefined): HitAction[] => {
  const whatsapp = whatsappLink(phone);
  return [
    ...(phone ? [{ key: "call", label: `Llamar al ${formatPhone(phone)}`, icon: Phone, href: callLink(phone) }] : []),
    ...(whatsapp ? [{ key: "whatsapp", label: "Escribir por WhatsApp", icon: MessageCircle, href: whatsapp }] : []),
  ];
};
const only = (allowed: boolean, action: HitAction) => (allowed ? [action] : []);
const matches = (value: string, text: string) => Boolean(matchIn(value, text) ?? numberIn(value, text));

/** The number by which it was found: the document, unless what was typed is only in the phone. */
function numberOf(document: string, phone: string | null | undefined, text: string) {
  const shown = phone && formatPhone(phone);
  return shown && !matches(document, text) && matches(shown, text) ? shown : document;
}

const day = (value: string) => {
  const word = formatRelativeDay(value);
  return `${word} ${formatTime(value)}`;
};

/** What was found, each with what this person may do with it. */
export function hitGroups(found: Found, text: string, may: May): HitGroup[] {
  const every = (label: string, path: string): HitAction => ({
    key: `all-${path}`,
    label,
    icon: FolderOpen,
    href: `${path}?search=${encodeURIComponent(text)}`,
  });
  const groups: HitGroup[] = [
    {
      heading: "Pacientes",
      all: every("Ver todos los pacientes que coinciden", "/pacientes/"),
      hits: found.patients.map((patient) => ({
        key: `patient-${patient.id}`,
        icon: UserRound,
        title: patient.full_name,
        detail: patient.birth_date ? formatAge(patient.birth_date) : undefined,
        figure: numberOf(documentNumber(patient), patient.phone, text),
        actions: [
          open("Abrir la ficha", patientPath(patient.id)),
          ...only(may("appointments:write"), {
            key: "book",
            label: "Dar una cita",
            icon: CalendarPlus,
            href: `/agenda/?nuevo=1&paciente=${patient.id}`,
          }),
          ...only(may("invoices:read"), {
            key: "charge",
            label: may("payments:write") ? "Cobrar lo que debe" : "Ver sus facturas",
            icon: HandCoins,
            href: `${patientPath(patient.id)}&tab=facturacion`,
          }),
          ...only(may("records:write"), {
            key: "note",
            label: "Escribir una nota",
            icon: FilePlus2,
            href: `${patientPath(patient.id)}&tab=notas&nota=nueva`,
          }),
          ...reach(patient.phone),
        ],
      })),
    },
    {
      heading: "Citas",
      hits: found.visits.map((visit) => ({
        key: `visit-${visit.id}`,
        icon: CalendarDays,
        title: visit.patient.name,
        detail: `${day(visit.start_time)} · ${visit.doctor.name}`,
        figure: matches(visit.patient.name, text)
          ? undefined
          : numberOf(visit.patient.document_number ?? "", visit.patient.phone, text),
        status: visit.status,
        actions: [
          open("Abrir la cita", appointmentPath(visit.id)),
          ...only(may("patients:read"), {
            key: "file",
            label: "Ficha del paciente",
            icon: UserRound,
            href: patientPath(visit.patient.id),
          }),
          ...reach(visit.patient.phone),
        ],
      })),
    },
    {
      heading: "Facturas",
      all: every("Ver todas las facturas que coinciden", "/facturacion/"),
      hits: found.invoices.map((invoice) => ({
        key: `invoice-${invoice.id}`,
        icon: ReceiptText,
        title: invoice.number ?? "Borrador",
        detail: invoice.buyer.name,
        figure: formatMoney(invoice.total),
        actions: [
          open("Abrir la factura", invoicePath(invoice.id)),
          ...only(may("payments:write") && invoice.status === "ISSUED" && Number(invoice.balance) > 0, {
            key: "charge",
            label: `Cobrar ${formatMoney(invoice.balance)}`,
            icon: HandCoins,
            href: `${invoicePath(invoice.id)}&cobrar=1`,
          }),
          ...(invoice.patient_id
            ? only(may("patients:read"), {
                key: "file",
                label: "Ficha del paciente",
                icon: UserRound,
                href: patientPath(invoice.patient_id),
              })
            : []),
        ],
      })),
    },
    {
      heading: "Tratamientos",
      all: every("Ver todos los tratamientos que coinciden", "/tratamientos/"),
      hits: found.treatments.map((treatment) => ({
        key: `treatment-${treatment.id}`,
        icon: ClipboardList,
        title: treatment.name,
        detail: treatment.code,
        figure: formatMoney(treatment.price),
        actions: [open("Abrir el tratamiento", `/tratamientos/ver/?id=${treatment.id}`)],
      })),
    },
    {
      heading: "Productos",
      all: every("Ver todos los productos que coinciden", "/inventario/"),
      hits: found.products.map((product) => ({
        key: `product-${product.id}`,
        icon: Package,
        title: product.name,
        detail: product.sku,
        figure: `${formatQuantity(product.usable_quantity)} ${product.unit}`,
        actions: [open("Abrir el producto", `/inventario/ver/?id=${product.id}`)],
      })),
    },
    {
      heading: "Profesionales",
      hits: found.professionals.map((person) => ({
        key: `professional-${person.id}`,
        icon: Stethoscope,
        title: person.full_name,
        detail: person.specialty ?? undefined,
        actions: [
          { key: "open", label: "Ver su agenda", icon: CalendarDays, href: `/agenda/?prof=${person.id}` },
          ...only(may("appointments:write"), {
            key: "hours",
            label: "Ver sus horarios",
            icon: Clock,
            href: `/agenda/horarios/?prof=${person.id}`,
          }),
        ],
      })),
    },
  ];
  return groups
    .filter(({ hits }) => hits.length > 0)
    .map(({ hits, all, ...group }) => ({
      ...group,
      hits: hits.slice(0, SHOWN),
      all: hits.length > SHOWN ? all : undefined,
    }));
}
