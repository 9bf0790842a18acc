"use client";

import { ArrowDown, ArrowUp, CalendarPlus, Check, Ellipsis, Pencil, RotateCcw, Trash2, Undo2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ItemMoney, PlanItem } from "@/entities/plan/schema";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { nameOf, placeOf, share, stateOf } from "../words";

export type ItemAct = "edit" | "remove" | "propose" | "session" | "undo" | "up" | "down";

type ItemProps = {
  patientId: number;
  item: PlanItem;
  money?: ItemMoney;
  open: boolean;
  /** Among those that are accepted next; null where it has its answer. */
  chosen: boolean | null;
  onChoose?: (chosen: boolean) => void;
  onAct: (act: ItemAct) => void;
};

const COLUMNS = "md:grid-cols-[1.25rem_4.5rem_minmax(0,1fr)_8.5rem_11rem_5.5rem_2rem]";

/** What stands below each other, where a line is one line. */
export function PlanHead() {
  return (
    <div
      aria-hidden
      className={cn("hidden items-center gap-x-3 px-4 py-2 text-xs text-muted-foreground md:grid", COLUMNS)}
    >
      <span />
      <span>Pieza</span>
      <span>Tratamiento</span>
      <span>Estado</span>
      <span className="grid grid-cols-4 gap-1">
        <span>Acept.</span>
        <span>Hecho</span>
        <span>Fact.</span>
        <span>Pago</span>
      </span>
      <span className="text-right">Precio</span>
    </div>
  );
}

/** One line: where, what, what it waits for, how far each of its four steps is, its price. */
export function PlanItemRow({ patientId, item, money, open, chosen, onChoose, onAct }: ItemProps) {
  const { word, variant, icon } = stateOf(item);
  const off = item.excluded || item.status === "DECLINED";
  return (
    <li
      className={cn(
        "grid grid-cols-[1.25rem_3.5rem_minmax(0,1fr)_auto_auto] items-center gap-x-3 gap-y-1 border-t border-border px-4 py-2 text-sm",
        COLUMNS,
      )}
    >
      {chosen === null ? (
        <span />
      ) : (
        <Checkbox
          checked={chosen}
          onCheckedChange={(value) => onChoose?.(value === true)}
          aria-label={`Aceptar ${nameOf(item)}, ${placeOf(item)}`}
        />
      )}
      <span className="font-semibold">{placeOf(item)}</span>
      <span className={cn("min-w-0", off && "text-muted-foreground line-through")}>
        {nameOf(item)}
        {(item.remark ?? item.decline_reason) && (
          <span className="ml-2 text-xs text-muted-foreground">{item.remark ?? item.decline_reason}</span>
        )}
      </span>
      <span className="max-md:col-start-3 max-md:row-start-2">
        <Badge variant={variant} icon={icon}>
          {word}
        </Badge>
      </span>
      <Steps item={item} money={money} />
      <Money
        value={item.price}
        className={cn("text-right max-md:col-start-4 max-md:row-start-1", off && "text-muted-foreground")}
      />
      <span className="max-md:col-start-5 max-md:row-start-1">
        <ItemMenu patientId={patientId} item={item} open={open} onAct={onAct} />
      </span>
    </li>
  );
}

/** Accepted, done, invoiced, paid: of its price. */
function Steps({ item, money }: Pick<ItemProps, "item" | "money">) {
  const accepted = item.status === "ACCEPTED" || item.status === "DONE";
  const steps = [
    ["Aceptado", accepted ? 1 : 0],
    ["Hecho", item.sessions_done / item.sessions],
    ["Facturado", money ? share(money.invoiced, item.price) : 0],
    ["Pagado", money ? share(money.paid, item.price) : 0],
  ] as const;
  const said = steps.map(([label, part]) => `${label} ${Math.round(part * 100)} %`).join(", ");
  return (
    <span role="img" aria-label={said} title={said} className="hidden grid-cols-4 gap-1 md:grid">
      {steps.map(([label, part]) => (
        <span key={label} className="h-1.5 overflow-hidden rounded-full border border-input/50">
          <span className="block h-full bg-primary" style={{ width: `${part * 100}%` }} />
        </span>
      ))}
    </span>
  );
}

function ItemMenu({ patientId, item, open, onAct }: Pick<ItemProps, "patientId" | "item" | "open" | "onAct">) {
  const canWrite = useCan("records:write");
  const canAnswer = useCan("plans:accept");
  const canBook = useCan("appointments:write");
  const waits = item.status === "ACCEPTED";
  const acts = [
    canWrite && item.status === "PROPOSED" && ["edit", "Corregir", Pencil],
    canWrite && waits && ["session", "Marcar sesión hecha", Check],
    canWrite && item.sessions_done > 0 && ["undo", "Deshacer la última sesión", Undo2],
    canAnswer && item.status === "DECLINED" && ["propose", "Volver a proponer", RotateCcw],
    canWrite && ["up", "Subir", ArrowUp],
    canWrite && ["down", "Bajar", ArrowDown],
    canWrite && item.status === "PROPOSED" && ["remove", "Quitar del plan", Trash2],
  ].filter(Boolean) as [ItemAct, string, typeof Pencil][];
  if (!open || (acts.length === 0 && !(canBook && waits))) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Acciones de ${nameOf(item)}, ${placeOf(item)}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {canBook && waits && (
          <DropdownMenuItem asChild>
            <Link href={`/agenda/?nuevo=1&paciente=${patientId}&item=${item.id}`}>
              <CalendarPlus aria-hidden />
              Agendar
            </Link>
          </DropdownMenuItem>
        )}
        {acts.map(([act, label, Icon]) => (
          <DropdownMenuItem key={act} onSelect={() => onAct(act)}>
            <Icon aria-hidden />
            {label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
