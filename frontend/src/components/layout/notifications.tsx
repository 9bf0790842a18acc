"use client";

import { useQuery } from "@tanstack/react-query";
import {
  Activity,
  BadgeCheck,
  Bell,
  CalendarClock,
  CircleCheckBig,
  FileX2,
  FlaskConical,
  PackageMinus,
  type LucideIcon,
} from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { appointmentPath, notePath } from "@/config/navigation";
import { serviceLabel } from "@/config/services";
import { unconfirmedQuery } from "@/entities/appointment/queries";
import { deliveriesQuery } from "@/entities/delivery/queries";
import { useEinvoiceNotices } from "@/entities/einvoice/notices";
import { ThingName } from "@/entities/log/thing";
import { unseenResultsQuery } from "@/entities/order/queries";
import { lowStockWarningQuery } from "@/entities/product/queries";
import { myWaitingQuery } from "@/entities/record/pending";
import { addDays, today } from "@/lib/dates";
import { eventLabel } from "@/lib/events";
import { formatPhone, formatQuantity, formatTime } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";

type Line = { key: string | number; href: string; main: ReactNode; side?: string; under?: string };
type Group = {
  title: string;
  icon: LucideIcon;
  count: number;
  exact: boolean;
  all: { label: string; href: string };
  lines: Line[];
  pending: boolean;
  error: unknown;
};

const SHOWN = 5;

/** What waits for this person: only what they may look at, asked again without a reload. */
export function Notifications() {
  const groups = useGroups();
  const [open, setOpen] = useState(false);
  if (groups.length === 0) return null;
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const label = count === 0 ? "Avisos: ninguno" : count === 1 ? "Avisos: 1 pendiente" : `Avisos: ${count} pendientes`;

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={label} className="relative text-muted-foreground">
          <Bell aria-hidden />
          {count > 0 && (
            <span
              aria-hidden
              className="absolute right-0.5 top-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-primary px-1 text-[10px] font-semibold leading-none tabular-nums text-primary-foreground md:-right-0.5 md:-top-0.5"
            >
              {count > 99 ? "99+" : count}
            </span>
          )}
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label="Avisos"
        className="max-h-[min(560px,var(--radix-popover-content-available-height))] w-[380px] overflow-y-auto p-0"
      >
        <h2 className="border-b border-border px-4 py-2.5 text-base font-semibold">Avisos</h2>
        {groups.map((group) => (
          <GroupSection key={group.title} group={group} onFollow={() => setOpen(false)} />
        ))}
        {count === 0 && groups.every(({ error, pending }) => !error && !pending) && (
          <p className="flex items-center gap-2 px-4 py-6 text-sm text-muted-foreground">
            <CircleCheckBig className="size-4 text-success" aria-hidden />
            Nada espera por usted.
          </p>
        )}
      </PopoverContent>
    </Popover>
  );
}

function GroupSection({ group, onFollow }: { group: Group; onFollow: () => void }) {
  const { title, icon: Icon, count, exact, all, lines, pending, error } = group;
  if (count === 0 && !pending && !error) return null;
  return (
    <section aria-label={title} className="border-b border-border py-2 last:border-b-0">
      <div className="flex items-center gap-2 px-4 py-1 text-xs text-muted-foreground">
        <Icon className="size-3.5" aria-hidden />
        <h3 className="flex-1">{title}</h3>
        {count > 0 && (
          <span className="tabular-nums">
            {count}
            {exact ? "" : "+"}
          </span>
        )}
      </div>
      {pending && <Skeleton className="mx-4 my-2 w-2/3" />}
      {Boolean(error) && (
        <p className="px-4 py-1.5 text-sm text-muted-foreground">No se pudo preguntar: {messageOf(error)}</p>
      )}
      <ul>
        {lines.map(({ key, href, main, side, under }) => (
          <li key={key}>
            <Link
              href={href}
              onClick={onFollow}
              className="flex min-h-11 items-center gap-3 px-4 py-1 text-sm md:min-h-8 hover:bg-accent hover:text-accent-foreground focus-visible:bg-accent focus-visible:ring-inset"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{main}</span>
                {under && <span className="block truncate text-xs text-muted-foreground">{under}</span>}
              </span>
              {side && <span className="shrink-0 text-xs tabular-nums text-muted-foreground">{side}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {count > lines.length && (
        <More {...all} onFollow={onFollow}>
          {all.label}
        </More>
      )}
    </section>
  );
}

function More({ href, onFollow, children }: { href: string; onFollow: () => void; children: ReactNode }) {
  return (
    <Link
      href={href}
      onClick={onFollow}
      className="block px-4 py-1.5 text-sm font-medium text-primary underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  );
}

function useGroups(): Group[] {
  const settled = useSettled();
  const day = today();
  const may = {
    agenda: useCan("appointments:read"),
    stock: useCan("products:read"),
    events: useCan("events:read"),
    documents: useCan("einvoices:write"),
    results: useCan("records:sign"),
    cosigns: useCan("records:cosign"),
  };
  const documents = useEinvoiceNotices(settled && may.documents);
  const unconfirmed = useQuery({ ...unconfirmedQuery(day), enabled: settled && may.agenda });
  const low = useQuery({ ...lowStockWarningQuery, enabled: settled && may.stock });
  const parked = useQuery({ ...deliveriesQuery("dead_letter"), enabled: settled && may.events });

  const results = useQuery({ ...unseenResultsQuery, enabled: settled && may.results });

  const waiting = useQuery({ ...myWaitingQuery, enabled: settled && may.cosigns });

  const groups: (Group | false)[] = [
    may.cosigns && {
      title: "Notas por refrendar",
      icon: BadgeCheck,
      pending: waiting.isPending,
      error: waiting.error,
      ...countOf(waiting.data),
      all: { label: "Ver las que esperan su refrendo", href: "/pacientes/pendientes/" },
      lines: (waiting.data?.data ?? []).map(({ note_id, patient_id, patient_name, author }) => ({
        key: note_id,
        href: notePath(patient_id),
        main: patient_name,
        under: author.name,
      })),
    },
    may.results && {
      title: "Resultados sin ver",
      icon: FlaskConical,
      pending: results.isPending,
      error: results.error,
      count: results.data?.length ?? 0,
      exact: (results.data?.length ?? 0) < 100,
      all: { label: "Ver los pacientes", href: "/pacientes/" },
      lines: (results.data ?? []).slice(0, SHOWN).map(({ id, number, patient_id, patient_name, items }) => ({
        key: id,
        href: `/pacientes/ver/?id=${patient_id}&tab=ordenes`,
        main: patient_name,
        under: items.map(({ name }) => name).join(", "),
        side: number,
      })),
    },
    may.documents && {
      title: "Comprobantes electrónicos",
      icon: FileX2,
      ...documents,
      all: { label: "Ver todos los que esperan", href: "/comprobantes/?waits=PERSON" },
    },
    may.events && {
      title: "Eventos apartados",
      icon: Activity,
      pending: parked.isPending,
      error: parked.error,
      count: parked.data?.data.length ?? 0,
      exact: parked.data?.more.length === 0,
      all: { label: "Ver todos los eventos", href: "/eventos/" },
      lines: (parked.data?.data ?? []).slice(0, SHOWN).map((delivery) => ({
        key: delivery.event_id + delivery.subscriber,
        href: "/eventos/",
        main: (
          <>
            {eventLabel(delivery.type)} · <ThingName aggregate={delivery.aggregate} />
          </>
        ),
        under: `${delivery.service.label} → ${serviceLabel(delivery.subscriber)}`,
      })),
    },
    may.agenda && {
      title: "Citas de mañana por confirmar",
      icon: CalendarClock,
      pending: unconfirmed.isPending,
      error: unconfirmed.error,
      ...countOf(unconfirmed.data),
      all: { label: "Ver la agenda de mañana", href: `/agenda/?fecha=${addDays(day, 1)}` },
      lines: (unconfirmed.data?.data ?? []).map(({ id, start_time, patient, doctor }) => ({
        key: id,
        href: `${appointmentPath(id)}&fecha=${addDays(day, 1)}`,
        main: `${formatTime(start_time)} ${patient.name}`,
        under: doctor.name,
        side: patient.phone ? formatPhone(patient.phone) : undefined,
      })),
    },
    may.stock && {
      title: "Productos por reponer",
      icon: PackageMinus,
      pending: low.isPending,
      error: low.error,
      ...countOf(low.data),
      all: { label: "Ver todos los productos por reponer", href: "/inventario/?low_stock=true" },
      lines: (low.data?.data ?? []).map(({ id, name, usable_quantity, minimum_stock }) => ({
        key: id,
        href: `/inventario/ver/?id=${id}`,
        main: name,
        side: `${formatQuantity(usable_quantity)}, mínimo ${formatQuantity(minimum_stock)}`,
      })),
    },
  ];
  return groups.filter((group) => group !== false);
}

const countOf = (page: { data: unknown[]; total?: number; total_exact?: boolean } | undefined) => ({
  count: page?.total ?? page?.data.length ?? 0,
  exact: page?.total_exact !== false,
});

/** The page asks first; its warnings can wait a moment. */
function useSettled() {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 600);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}
