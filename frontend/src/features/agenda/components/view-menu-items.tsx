"use client";

import { Armchair, BellRing, CalendarClock, CalendarHeart, Hourglass, PlugZap, Printer, UserX } from "lucide-react";
import { Link } from "@/components/patterns/link";
import {
  DropdownMenuCheckboxItem,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import { onlinePath, outagePath, remindersPath, waitingRoomPath, waitlistPath } from "@/config/navigation";
import { useCan } from "@/lib/session";
import type { DensityName } from "../calendar/layout";
import type { Colours, GroupBy } from "../use-agenda-view";
import type { ViewMenuProps } from "./view-menu";

/** What the menu holds: it comes after the page. */
export function ViewMenuItems({ view, paper, onOwnHours }: ViewMenuProps) {
  const canSchedule = useCan("schedules:write");
  const canTakePaper = useCan("outages:read");
  const canBook = useCan("appointments:write");
  const day = view.mode === "dia";
  return (
    <>
      {day && (
        <DropdownMenuCheckboxItem
          checked={view.figures}
          onCheckedChange={(figures) => view.prefer({ figures: figures === true })}
        >
          Cifras y filtros
        </DropdownMenuCheckboxItem>
      )}
      {canBook && (
        <DropdownMenuCheckboxItem
          checked={view.nextFree}
          onCheckedChange={(nextFree) => view.prefer({ nextFree: nextFree === true })}
        >
          Próximas horas libres
        </DropdownMenuCheckboxItem>
      )}
      {(day || canBook) && <DropdownMenuSeparator />}
      {view.mode !== "mes" && (
        <>
          <DropdownMenuLabel>Densidad</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            aria-label="Densidad"
            value={view.density}
            onValueChange={(density) => view.prefer({ density: density as DensityName })}
          >
            <DropdownMenuRadioItem value="compacta">Compacta</DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="comoda">Cómoda</DropdownMenuRadioItem>
          </DropdownMenuRadioGroup>
        </>
      )}
      {day && view.desktop && (
        <>
          <DropdownMenuLabel>Columnas</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            aria-label="Columnas"
            value={view.by}
            onValueChange={(by) => view.group(by as GroupBy)}
          >
            <DropdownMenuRadioItem value="doctor">Por profesional</DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="room">Por consultorio</DropdownMenuRadioItem>
          </DropdownMenuRadioGroup>
        </>
      )}
      {(day || view.mode === "semana") && (
        <>
          <DropdownMenuLabel>Colores</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            aria-label="Colores"
            value={view.colours}
            onValueChange={(colours) => view.prefer({ colours: colours as Colours })}
          >
            <DropdownMenuRadioItem value="state">Por estado</DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="doctor">Por profesional</DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="treatment">Por tratamiento</DropdownMenuRadioItem>
          </DropdownMenuRadioGroup>
        </>
      )}
      <DropdownMenuSeparator />
      {view.mode !== "mes" && (
        <DropdownMenuItem asChild>
          <a href={paper} target="_blank" rel="noreferrer">
            <Printer aria-hidden />
            {day ? "El día en PDF, para imprimir" : "La semana en PDF, para imprimir"}
          </a>
        </DropdownMenuItem>
      )}
      {view.attends && (
        <DropdownMenuItem onSelect={onOwnHours}>
          <CalendarHeart aria-hidden />
          Mi horario y ausencias
        </DropdownMenuItem>
      )}
      <DropdownMenuItem asChild>
        <Link href={waitingRoomPath}>
          <Armchair aria-hidden />
          Sala de espera
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={waitlistPath}>
          <Hourglass aria-hidden />
          Lista de espera
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href="/agenda/cumplimiento/">
          <UserX aria-hidden />
          Inasistencias y atrasos
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={remindersPath}>
          <BellRing aria-hidden />
          Avisos a pacientes
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={onlinePath}>
          <CalendarClock aria-hidden />
          Reservas en línea
        </Link>
      </DropdownMenuItem>
      {canTakePaper && (
        <DropdownMenuItem asChild>
          <Link href={outagePath}>
            <PlugZap aria-hidden />
            Modo apagón
          </Link>
        </DropdownMenuItem>
      )}
      {canSchedule && (
        <DropdownMenuItem asChild>
          <Link href="/agenda/horarios/">
            <CalendarClock aria-hidden />
            Horarios y consultorios
          </Link>
        </DropdownMenuItem>
      )}
    </>
  );
}
