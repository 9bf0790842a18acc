"use client";

import { useQuery } from "@tanstack/react-query";
import { Keyboard, LogOut, Plus, Search, SunMoon, UserCog, UserRound, type LucideIcon } from "lucide-react";
import { useTheme } from "next-themes";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Marked } from "@/components/patterns/marked";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { ACTIONS, patientPath } from "@/config/navigation";
import { patientSearch } from "@/entities/patient/queries";
import { documentNumber } from "@/entities/patient/words";
import { useDebounced } from "@/hooks/use-debounced";
import { formatAge } from "@/lib/format";
import { menuOf } from "@/lib/menu";
import { messageOf } from "@/lib/problem";
import { useCan, useLogout, useMe } from "@/lib/session";
import { includesText } from "@/lib/text";
import { leave } from "@/lib/unsaved";

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void; onHelp: () => void };

/** Ctrl K: patients by any fragment, the pages and the actions this person may use. */
export function CommandPalette({ open, onOpenChange, onHelp }: PaletteProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent showClose={false} className="top-[12dvh] block max-w-[560px] translate-y-0 overflow-hidden p-0">
        <DialogTitle className="sr-only">Buscar</DialogTitle>
        <PaletteBody onDone={() => onOpenChange(false)} onHelp={onHelp} />
      </DialogContent>
    </Dialog>
  );
}

type Entry = { key: string; label: string; icon: LucideIcon; keywords?: string; hint?: string; run: () => void };

function PaletteBody({ onDone, onHelp }: { onDone: () => void; onHelp: () => void }) {
  const router = useRouter();
  const canSearch = useCan("patients:read");
  const [text, setText] = useState("");
  const typed = text.trim();
  const rested = useDebounced(typed, 180);
  const search = useQuery({ ...patientSearch(rested), enabled: canSearch && rested.length >= 2 });

  const run = (act: () => void) => () => {
    onDone();
    act();
  };
  const go = (href: string) => run(() => leave(() => router.push(href)));

  // Enter opens the first patient as soon as there is one, whatever stood first until then.
  const first = search.data?.[0]?.id;
  const [chosen, setChosen] = useState("");
  useEffect(() => {
    if (first !== undefined) setChosen(`patient-${first}`);
  }, [first]);

  const asked = canSearch && typed.length >= 2;
  const waiting = asked && (search.isFetching || rested !== typed);
  const patients = asked && rested.length >= 2 ? (search.data ?? []) : [];
  const matching = (entries: Entry[]) =>
    entries.filter((entry) => includesText(`${entry.label} ${entry.keywords ?? ""}`, text));
  const { actions, pages, own } = useEntries(go, run, onHelp);
  const nothing = search.error ? messageOf(search.error) : waiting ? "Buscando…" : "Nada coincide con lo que escribió.";

  return (
    <Command shouldFilter={false} label="Buscar" value={chosen} onValueChange={setChosen}>
      <CommandInput
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder={canSearch ? "Nombre, cédula o teléfono; o una página" : "Una página o una acción"}
      />
      <CommandList className="max-h-[min(60dvh,440px)]">
        <CommandEmpty>{nothing}</CommandEmpty>
        {patients.length > 0 && (
          <CommandGroup heading="Pacientes">
            {patients.map((patient) => (
              <CommandItem key={patient.id} value={`patient-${patient.id}`} onSelect={go(patientPath(patient.id))}>
                <UserRound aria-hidden />
                <span className="min-w-0 flex-1 truncate">
                  <Marked text={patient.full_name} match={rested} />
                  {patient.birth_date && (
                    <span className="text-xs text-muted-foreground"> · {formatAge(patient.birth_date)}</span>
                  )}
                </span>
                <span className="font-mono text-xs text-muted-foreground">
                  <Marked text={documentNumber(patient)} match={rested} />
                </span>
              </CommandItem>
            ))}
            <CommandItem value="patients-all" onSelect={go(`/pacientes/?search=${encodeURIComponent(typed)}`)}>
              <Search aria-hidden />
              Ver todos los que coinciden con «{typed}»
            </CommandItem>
          </CommandGroup>
        )}
        <Entries heading="Acciones" entries={matching(actions)} />
        <Entries heading="Páginas" entries={matching(pages)} />
        {typed && <Entries heading="Su sesión" entries={matching(own)} />}
      </CommandList>
      <p className="hidden h-10 items-center gap-1.5 border-t border-border px-3.5 text-xs text-muted-foreground md:flex">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd>
        <span className="mr-2">mover</span>
        <Kbd>↵</Kbd>
        <span className="mr-2">abrir</span>
        <Kbd>Esc</Kbd>
        <span className="mr-2">cerrar</span>
        <button
          type="button"
          onClick={run(onHelp)}
          className="ml-auto inline-flex items-center gap-1.5 rounded-sm hover:text-foreground"
        >
          <Kbd>?</Kbd>todos los atajos
        </button>
      </p>
    </Command>
  );
}

function Entries({ heading, entries }: { heading: string; entries: Entry[] }) {
  if (entries.length === 0) return null;
  return (
    <CommandGroup heading={heading}>
      {entries.map(({ key, label, icon: Icon, hint, run }) => (
        <CommandItem key={key} value={key} onSelect={run}>
          <Icon aria-hidden />
          <span className="flex-1">{label}</span>
          {hint && <Kbd>{hint}</Kbd>}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

function useEntries(go: (href: string) => () => void, run: (act: () => void) => () => void, onHelp: () => void) {
  const me = useMe();
  const logout = useLogout();
  const { resolvedTheme, setTheme } = useTheme();
  const dark = resolvedTheme === "dark";
  const actions: Entry[] = ACTIONS.filter(({ permission }) => me.permissions.includes(permission)).map(
    ({ label, href, keywords }) => ({
      key: href,
      label,
      keywords,
      icon: Plus,
      run: go(href),
    }),
  );
  const pages: Entry[] = menuOf(me).flatMap(({ items }) =>
    items.map(({ key, label, href, icon }) => ({ key, label, icon, run: go(href) })),
  );
  const own: Entry[] = [
    { key: "account", label: "Mi cuenta", keywords: "contraseña clave", icon: UserCog, run: go("/cuenta/") },
    {
      key: "theme",
      label: dark ? "Tema claro" : "Tema oscuro",
      keywords: "cambiar tema color",
      icon: SunMoon,
      run: run(() => setTheme(dark ? "light" : "dark")),
    },
    { key: "help", label: "Atajos del teclado", keywords: "ayuda teclas", icon: Keyboard, hint: "?", run: run(onHelp) },
    { key: "logout", label: "Cerrar sesión", keywords: "salir", icon: LogOut, run: run(() => logout.mutate()) },
  ];
  return { actions, pages, own };
}
