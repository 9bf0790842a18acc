import {
  Activity,
  Armchair,
  Ban,
  CalendarCheck,
  CircleCheck,
  CircleDashed,
  CircleDot,
  FileCheck2,
  FilePen,
  FileX2,
  Lock,
  Trash2,
  TriangleAlert,
  UserX,
  type LucideIcon,
} from "lucide-react";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { cn } from "@/lib/utils";

export const APPOINTMENT_STATUSES = [
  "PENDING",
  "CONFIRMED",
  "ARRIVED",
  "IN_PROGRESS",
  "COMPLETED",
  "CANCELLED",
  "NO_SHOW",
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

type StatusLook = {
  label: string;
  icon: LucideIcon;
  /** Badge: tint and text. */
  badge: string;
  /** Block of the agenda: tint, text, texture. */
  block: string;
  /** The 3 px edge of a block, and a legend's dot. */
  edge: string;
};

export const APPOINTMENT_STATUS: Record<AppointmentStatus, StatusLook> = {
  PENDING: {
    label: "Por confirmar",
    icon: CircleDashed,
    badge: "bg-st-pending-bg text-st-pending-fg dash-out",
    block: "bg-st-pending-bg text-st-pending-fg dash-out",
    edge: "bg-st-pending",
  },
  CONFIRMED: {
    label: "Confirmada",
    icon: CalendarCheck,
    badge: "bg-st-confirmed-bg text-st-confirmed-fg",
    block: "bg-st-confirmed-bg text-st-confirmed-fg",
    edge: "bg-st-confirmed",
  },
  ARRIVED: {
    label: "En sala",
    icon: Armchair,
    badge: "bg-st-arrived-bg text-st-arrived-fg",
    block: "bg-st-arrived-bg text-st-arrived-fg",
    edge: "bg-st-arrived",
  },
  IN_PROGRESS: {
    label: "En atención",
    icon: Activity,
    badge: "bg-st-in-progress-bg text-st-in-progress-fg",
    block: "bg-st-in-progress-bg text-st-in-progress-fg",
    edge: "bg-st-in-progress",
  },
  COMPLETED: {
    label: "Atendida",
    icon: CircleCheck,
    badge: "bg-st-completed-bg text-st-completed-fg",
    block: "bg-st-completed-bg text-st-completed-fg",
    edge: "bg-st-completed",
  },
  CANCELLED: {
    label: "Cancelada",
    icon: Ban,
    badge: "bg-st-cancelled-bg text-st-cancelled-fg",
    block: "bg-st-cancelled-bg text-st-cancelled-fg hatch-soft [&_[data-name]]:line-through",
    edge: "bg-st-cancelled",
  },
  NO_SHOW: {
    label: "No asistió",
    icon: UserX,
    badge: "bg-st-no-show-bg text-st-no-show-fg",
    block: "bg-st-no-show-bg text-st-no-show-fg",
    edge: "bg-st-no-show",
  },
};

/** The state of an appointment, in its colour, word and icon. */
export function StatusBadge({ status, className }: { status: AppointmentStatus; className?: string }) {
  const { label, icon, badge } = APPOINTMENT_STATUS[status];
  return (
    <Badge icon={icon} className={cn(badge, className)}>
      {label}
    </Badge>
  );
}

type State = { label: string; variant: BadgeVariant; icon: LucideIcon };

/** States of everything that is not an appointment. */
export const STATES = {
  active: { label: "Activo", variant: "success", icon: CircleCheck },
  inactive: { label: "Inactivo", variant: "neutral", icon: Ban },
  DRAFT: { label: "Borrador", variant: "neutral", icon: FilePen },
  TO_MEND: { label: "Por corregir", variant: "warning", icon: TriangleAlert },
  ISSUED: { label: "Emitida", variant: "info", icon: FileCheck2 },
  ANNULLED: { label: "Anulada", variant: "danger", icon: FileX2 },
  DISCARDED: { label: "Descartada", variant: "neutral", icon: Trash2 },
  SIGNED: { label: "Firmada", variant: "success", icon: Lock },
  PAYMENT_PENDING: { label: "Por cobrar", variant: "warning", icon: CircleDashed },
  PAYMENT_PARTIAL: { label: "Abonada", variant: "info", icon: CircleDot },
  PAYMENT_PAID: { label: "Pagada", variant: "success", icon: CircleCheck },
} satisfies Record<string, State>;

export function StateBadge({
  state,
  label,
  className,
}: {
  state: keyof typeof STATES;
  label?: string;
  className?: string;
}) {
  const look = STATES[state];
  return (
    <Badge variant={look.variant} icon={look.icon} className={className}>
      {label ?? look.label}
    </Badge>
  );
}
