"use client";

import { useEffect, useState, type ReactNode } from "react";
import {
  Sidebar,
  SidebarContent,
  SidebarGroup,
  SidebarHeader,
  sidebarItem,
  SidebarProvider,
} from "@/components/ui/sidebar";
import { Actions, Feedback, Forms, Layout, Menus, Overlays, Tokens } from "./samples";

/** Every primitive in both themes, side by side. What opens over the page takes the theme of the page. */
export function Gallery() {
  const [page, setPage] = useState<"light" | "dark">("light");
  useEffect(() => {
    document.documentElement.classList.toggle("dark", page === "dark");
  }, [page]);
  return (
    <main className="min-h-dvh bg-background p-6">
      <header className="mb-6 flex items-center gap-4">
        <h1 className="text-2xl font-semibold tracking-title">Componentes</h1>
        <button
          type="button"
          className="text-sm text-primary underline"
          onClick={() => setPage(page === "light" ? "dark" : "light")}
        >
          Ventanas y menús en {page === "light" ? "oscuro" : "claro"}
        </button>
      </header>
      <div className="grid gap-6 xl:grid-cols-2">
        <Theme name="Página">
          <Samples />
        </Theme>
        <div className="dark">
          <Theme name="Oscuro">
            <Samples />
          </Theme>
        </div>
      </div>
    </main>
  );
}

function Theme({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section aria-label={name} className="space-y-6 rounded-xl border border-border bg-background p-5 text-foreground">
      <h2 className="text-lg font-semibold">{name}</h2>
      {children}
    </section>
  );
}

const PARTS: [title: string, part: () => ReactNode][] = [
  ["Color y letra", Tokens],
  ["Botones y etiquetas", Actions],
  ["Formularios", Forms],
  ["Avisos y estados", Feedback],
  ["Estructura", Layout],
  ["Menús", Menus],
  ["Ventanas", Overlays],
  ["Barra lateral", SidebarSample],
];

function Samples() {
  return PARTS.map(([title, Part]) => (
    <div key={title} className="space-y-3 border-t border-border pt-4">
      <h3 className="text-sm font-medium text-muted-foreground">{title}</h3>
      <Part />
    </div>
  ));
}

function SidebarSample() {
  return (
    <SidebarProvider>
      <Sidebar className="static flex h-44 rounded-lg border">
        <SidebarHeader>OmniClínica</SidebarHeader>
        <SidebarContent aria-label="Muestra">
          <SidebarGroup label="Recepción">
            <li>
              <span aria-current="page" className={sidebarItem}>
                Agenda
              </span>
            </li>
            <li>
              <span className={sidebarItem}>Pacientes</span>
            </li>
          </SidebarGroup>
        </SidebarContent>
      </Sidebar>
    </SidebarProvider>
  );
}
