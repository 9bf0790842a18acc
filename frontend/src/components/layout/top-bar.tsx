"use client";

import { useQuery } from "@tanstack/react-query";
import { FlaskConical, PanelLeft, Search } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { UserMenu } from "@/components/layout/user-menu";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useSidebar } from "@/components/ui/sidebar";
import { Hint } from "@/components/ui/tooltip";
import { ClinicMark } from "@/entities/clinic/clinic-brand";
import { clinicQuery } from "@/entities/clinic/queries";
import { today } from "@/lib/dates";
import { formatLongDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";

// They ask a moment after the page: their code comes then too, and finds its place kept.
const Notifications = lazy(
  () => import("@/components/layout/notifications").then((file) => file.Notifications),
  <span className="size-11 shrink-0 md:size-8" />,
);

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { collapsed, toggle } = useSidebar();
  const { data: clinic } = useQuery(clinicQuery);
  const toggleLabel = collapsed ? "Abrir menú" : "Contraer menú";
  return (
    <header
      data-not-printed
      className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-border bg-background px-4 md:gap-3 md:px-6"
    >
      <Link href="/" aria-label="Inicio" className="rounded-md md:hidden">
        <ClinicMark />
      </Link>
      <Hint text={toggleLabel}>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={toggleLabel}
          onClick={toggle}
          className="hidden text-muted-foreground md:inline-flex"
        >
          <PanelLeft aria-hidden />
        </Button>
      </Hint>
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-10 min-w-0 flex-1 items-center gap-2 rounded-lg border border-border bg-card px-3 text-sm text-muted-foreground shadow-1 hover:border-input md:h-9 md:w-[400px] md:flex-initial"
      >
        <Search className="size-4 shrink-0" aria-hidden />
        <span className="min-w-0 flex-1 truncate text-left">
          Buscar <span className="max-md:hidden">paciente, cita, factura o producto</span>
        </span>
        <Kbd>Ctrl</Kbd>
        <Kbd>K</Kbd>
      </button>
      <span className="hidden flex-1 md:block" />
      {clinic?.sri_emulated && (
        <span className="hatch-warning flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-warning/50 bg-warning-bg px-2.5 text-xs font-medium text-warning-fg">
          <FlaskConical className="hidden size-3.5 shrink-0 sm:block" aria-hidden />
          <span>
            No es el SRI<span className="hidden xl:inline">: comprobantes de prueba</span>
          </span>
        </span>
      )}
      <span className="hidden whitespace-nowrap text-xs text-muted-foreground lg:block" suppressHydrationWarning>
        {formatLongDate(today())}
      </span>
      <span className="hidden h-4 w-px bg-border lg:block" />
      <Notifications />
      <ThemeSwitch className="hidden text-muted-foreground md:inline-flex" />
      <span className="md:hidden">
        <UserMenu compact />
      </span>
    </header>
  );
}
