"use client";

import { CalendarDays, CalendarSearch, ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
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
import { ViewMenu } from "./view-menu";

const UNIT: Record<AgendaMode, { before: string; after: string }> = {
  dia: { before: "Día anterior", after: "Día siguiente" },
  semana: { before: "Semana anterior", after: "Semana siguiente" },
  lista: { before: "Semana anterior", after: "Semana siguiente" },
  mes: { before: "Mes anterior", after: "Mes siguiente" },
};

export function titleOf({ mode, day }: Pick<AgendaViewState, "mode" | "day">) {
  if (mode === "mes") return formatMonth(day);
  if (mode === "dia") return formatLongDate(day);
  const { from, to } = spanOfMode(mode, day);
  return `Semana ${formatDateRange(from, to)}`;
}

type AgendaHeaderProps = {
  view: AgendaViewState;
  subtitle: string | undefined;
  onCreate: () => void;
  onFind: () => void;
  paper: string;
  onOwnHours: () => void;
};

/** One line on a wide screen, so that the hours have the height; two on a tablet held upright. */
export function AgendaHeader({ view, subtitle, onCreate, onFind, paper, onOwnHours }: AgendaHeaderProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 lg:flex-nowrap">
      <h1 className="shrink-0 text-2xl font-semibold tracking-title max-md:basis-full md:text-xl xl:text-2xl">
        {titleOf(view)}
      </h1>
      <p className="min-h-5 text-sm text-muted-foreground max-md:basis-full md:order-1 md:min-w-0 md:flex-1 md:truncate md:pt-1 md:max-xl:hidden">
        {subtitle}
      </p>
      <DayNavigation view={view} />
      <div className="flex items-center gap-2 max-md:flex-1 md:order-2">
        <ModeSwitch view={view} className="hidden md:inline-flex" />
        <ViewMenu view={view} paper={paper} onOwnHours={onOwnHours} />
        <Can permission="appointments:write">
          <Button variant="outline" onClick={onFind} className="md:h-8 max-xl:px-2.5">
            <CalendarSearch aria-hidden />
            <span className="max-xl:sr-only">Buscar hora</span>
          </Button>
          <Button onClick={onCreate} className="max-md:flex-1 md:h-8">
            <Plus aria-hidden />
            Nueva cita
            <Kbd inverse>N</Kbd>
          </Button>
        </Can>
      </div>
    </header>
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
      <ToggleGroupItem value="lista">Lista</ToggleGroupItem>
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
      className="inline-flex h-11 shrink-0 items-center overflow-hidden rounded-md border border-border bg-card shadow-1 md:h-8"
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
