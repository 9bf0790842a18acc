"use client";

import {
  ArrowDown,
  ArrowUp,
  CalendarPlus,
  Check,
  Ellipsis,
  GripVertical,
  Pencil,
  RotateCcw,
  Trash2,
  Undo2,
} from "lucide-react";
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
import type { Drag } from "../use-drag";
import { nameOf, placeOf, share, stateOf } from "../words";
import { PlanSign } from "./plan-sign";

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
  /** Null for who may not order the plan. */
  drag: Drag | null;
  /** The page moves the focus along with what the keyboard moved. */
  handleId: string;
};

const COLUMNS = "md:grid-cols-[1.25rem_1.25rem_4rem_1.75rem_minmax(0,1fr)_8.5rem_10rem_5.5rem_2rem]";

/** What stands below each other, where a line is one line. */
export function PlanHead() {
  return (
    <div
      aria-hidden
      className={cn("hidden items-center gap-x-3 px-4 py-2 text-xs text-muted-foreground md:grid", COLUMNS)}
    >
      <span />
      <span />
      <span>Pieza</span>
      <span className="col-span-2">Tratamiento</span>
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
export function PlanItemRow({ patientId, item, money, open, chosen, onChoose, onAct, drag, handleId }: ItemProps) {
  const { word, variant, icon } = stateOf(item);
  const off = item.excluded || item.status === "DECLINED";
  return (
    <li
      data-item={item.id}
      className={cn(
        "grid grid-cols-[auto_2.5rem_1.75rem_minmax(0,1fr)_auto_auto] items-center gap-x-2 gap-y-1 border-t border-border px-3 py-2 text-sm md:gap-x-3 md:px-4",
        COLUMNS,
        drag?.item?.id === item.id && "opacity-50",
        drag?.spot?.before === item.id && "border-t-primary shadow-[0_-1px_0_hsl(var(--primary))]",
      )}
    >
      {/* On a phone one below the other: where a line has neither, nothing is kept free for them. */}
      <span className="flex flex-col items-center gap-1 max-md:row-span-3 max-md:self-start max-md:has-[button]:w-5 md:contents">
        {drag && open ? (
          <button
            type="button"
            id={handleId}
            aria-label={`Ordenar ${nameOf(item)}, ${placeOf(item)}`}
            title="Arrastre, o use las flechas arriba y abajo"
            className="-mx-1 grid h-8 cursor-grab touch-none place-items-center rounded text-muted-foreground hover:text-foreground active:cursor-grabbing"
            {...drag.handle(item)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
              event.preventDefault();
              onAct(event.key === "ArrowUp" ? "up" : "down");
            }}
          >
            <GripVertical className="size-4" aria-hidden />
          </button>
        ) : (
          <span className="max-md:hidden" />
        )}
        {chosen === null ? (
          <span className="max-md:hidden" />
        ) : (
          <Checkbox
            checked={chosen}
            onCheckedChange={(value) => onChoose?.(value === true)}
            aria-label={`Aceptar ${nameOf(item)}, ${placeOf(item)}`}
          />
        )}
      </span>
      <span className="font-semibold max-md:text-xs">{placeOf(item)}</span>
      <PlanSign item={item} />
      <span className={cn("min-w-0", off && "text-muted-foreground line-through")}>
        {nameOf(item)}
        {item.cie10_code && <span className="ml-2 text-xs text-muted-foreground">{item.cie10_code}</span>}
        {(item.remark ?? item.decline_reason) && (
          <span className="ml-2 text-xs text-muted-foreground">{item.remark ?? item.decline_reason}</span>
        )}
      </span>
      <span className="max-md:col-span-3 max-md:col-start-4 max-md:row-start-2">
        <Badge variant={variant} icon={icon}>
          {word}
        </Badge>
      </span>
      <Steps item={item} money={money} />
      <Money
        value={item.price}
        className={cn("text-right max-md:col-start-5 max-md:row-start-1", off && "text-muted-foreground")}
      />
      <span className="max-md:col-start-6 max-md:row-start-1">
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
    <span
      role="img"
      aria-label={said}
      title={said}
      className="grid grid-cols-4 gap-1 max-md:col-span-3 max-md:col-start-4 max-md:row-start-3"
    >
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
