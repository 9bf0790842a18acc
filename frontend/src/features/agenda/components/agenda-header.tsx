"use client";

import { CalendarDays, ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { Calendar } from "@/components/form/lazy-calendar";
import { Kbd } from "@/components/ui/kbd";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { Hint } from "@/components/ui/tooltip";
import { fromPickerDate, toPickerDate, today } from "@/lib/dates";
import { formatDateRange, formatLongDate, formatMonth } from "@/lib/format";
import { Can } from "@/components/patterns/can";
import { spanOfMode, type AgendaMode, type AgendaViewState } from "../use-agenda-view";

const UNIT: Record<AgendaMode, { before: string; after: string }> = {
  dia: { before: "Día anterior", after: "Día siguiente" },
  semana: { before: "Semana anterior", after: "Semana siguiente" },
  mes: { before: "Mes anterior", after: "Mes siguiente" },
};

export function titleOf({ mode, day }: Pick<AgendaViewState, "mode" | "day">) {
  if (mode === "mes") return formatMonth(day);
  if (mode === "dia") return formatLongDate(day);
  const { from, to } = spanOfMode(mode, day);
  return `Semana ${formatDateRange(from, to)}`;
}

type AgendaHeaderProps = { view: AgendaViewState; subtitle: string | undefined; onCreate: () => void };

export function AgendaHeader({ view, subtitle, onCreate }: AgendaHeaderProps) {
  return (
    <PageHeader
      title={titleOf(view)}
      subtitle={subtitle}
      actions={
        <>
          <DayNavigation view={view} />
          <ModeSwitch view={view} className="hidden md:inline-flex" />
          <Can permission="appointments:write">
            <Button onClick={onCreate} className="md:h-8">
              <Plus aria-hidden />
              Nueva cita
              <Kbd inverse>N</Kbd>
            </Button>
          </Can>
        </>
      }
    />
  );
}

export function ModeSwitch({ view, className }: { view: AgendaViewState; className?: string }) {
  return (
    <ToggleGroup
      type="single"
      value={view.mode}
      onValueChange={(mode) => mode && view.show(mode as AgendaMode)}
      aria-label="Vista"
      className={className}
    >
      <ToggleGroupItem value="dia">Día</ToggleGroupItem>
      {view.desktop && <ToggleGroupItem value="semana">Semana</ToggleGroupItem>}
      <ToggleGroupItem value="mes">Mes</ToggleGroupItem>
    </ToggleGroup>
  );
}

function DayNavigation({ view }: { view: AgendaViewState }) {
  const [open, setOpen] = useState(false);
  const { before, after } = UNIT[view.mode];
  const piece = "rounded-none border-0 shadow-none";
  return (
    <div
      role="group"
      aria-label="Fecha"
      className="inline-flex h-11 items-center overflow-hidden rounded-md border border-border bg-card shadow-1 md:h-8"
    >
      <Hint text={before}>
        <Button variant="ghost" size="icon-sm" className={piece} aria-label={before} onClick={() => view.step(-1)}>
          <ChevronLeft aria-hidden />
        </Button>
      </Hint>
      <Hint
        text={
          <>
            Ir a hoy <kbd className="font-sans">T</kbd>
          </>
        }
      >
        <Button
          variant="ghost"
          size="sm"
          className={`${piece} border-x border-border px-3`}
          aria-keyshortcuts="T"
          onClick={() => view.goTo(today())}
        >
          Hoy
        </Button>
      </Hint>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button
            variant="ghost"
            size="icon-sm"
            className={`${piece} border-r border-border`}
            aria-label="Ir a una fecha"
          >
            <CalendarDays aria-hidden />
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-auto p-0" align="end">
          <Calendar
            mode="single"
            autoFocus
            selected={toPickerDate(view.day)}
            defaultMonth={toPickerDate(view.day)}
            onSelect={(date) => {
              setOpen(false);
              if (date) view.goTo(fromPickerDate(date));
            }}
          />
        </PopoverContent>
      </Popover>
      <Hint text={after}>
        <Button variant="ghost" size="icon-sm" className={piece} aria-label={after} onClick={() => view.step(1)}>
          <ChevronRight aria-hidden />
        </Button>
      </Hint>
    </div>
  );
}
