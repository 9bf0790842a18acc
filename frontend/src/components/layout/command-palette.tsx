"use client";

import {
  ChevronRight,
  CornerDownRight,
  Keyboard,
  LogOut,
  Plus,
  Search,
  SunMoon,
  UserCog,
  type LucideIcon,
} from "lucide-react";
import { useTheme } from "next-themes";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { hitGroups, type Hit, type HitAction } from "@/components/layout/palette-hits";
import { FEWEST, usePaletteSearch } from "@/components/layout/palette-search";
import { Marked } from "@/components/patterns/marked";
import { StatusBadge } from "@/components/patterns/status-badge";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { ACTIONS, type Action } from "@/config/actions";
import { PLACES } from "@/config/places";
import { useDebounced } from "@/hooks/use-debounced";
import { menuOf } from "@/lib/menu";
import { messageOf } from "@/lib/problem";
import { useLogout, useMe } from "@/lib/session";
import { includesText } from "@/lib/text";
import { leave } from "@/lib/unsaved";

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void; onHelp: () => void };

/** Ctrl K: everything one may see, by any fragment, with what can be done with it; the pages and the actions. */
export function CommandPalette({ open, onOpenChange, onHelp }: PaletteProps) {
  // The hit whose actions are shown instead of the hits.
  const [inside, setInside] = useState<Hit | null>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setInside(null);
        onOpenChange(next);
      }}
    >
      <DialogContent
        showClose={false}
        className="top-[12dvh] block max-w-[600px] translate-y-0 overflow-hidden p-0"
        onEscapeKeyDown={(event) => {
          if (!inside) return;
          event.preventDefault();
          setInside(null);
        }}
      >
        <DialogTitle className="sr-only">Buscar</DialogTitle>
        <PaletteBody inside={inside} setInside={setInside} onDone={() => onOpenChange(false)} onHelp={onHelp} />
      </DialogContent>
    </Dialog>
  );
}

type Entry = { key: string; label: string; icon: LucideIcon; keywords?: string; hint?: string; run: () => void };
type BodyProps = {
  inside: Hit | null;
  setInside: (hit: Hit | null) => void;
  onDone: () => void;
  onHelp: () => void;
};

function PaletteBody({ inside, setInside, onDone, onHelp }: BodyProps) {
  const router = useRouter();
  const { permissions } = useMe();
  const [text, setText] = useState("");
  const typed = text.trim();
  const rested = useDebounced(typed, 180);
  const found = usePaletteSearch(rested);

  const run = (act: () => void) => () => {
    setInside(null);
    onDone();
    act();
  };
  const go = (href: string) => run(() => leave(() => router.push(href)));
  const follow = ({ href }: HitAction) =>
    href.startsWith("/") ? go(href) : run(() => void window.open(href, href.startsWith("tel:") ? "_self" : "_blank"));

  const asked = found.searches && typed.length >= FEWEST;
  const waiting = asked && (found.waiting || rested !== typed);
  const groups = asked && rested.length >= FEWEST ? hitGroups(found, rested, (name) => permissions.includes(name)) : [];
  const hits = groups.flatMap((group) => group.hits);

  // Enter opens the first hit as soon as there is one, whatever stood first until then; what one moved to stays chosen.
  const first = inside ? inside.actions[0]?.key : hits[0]?.key;
  const [chosen, setChosen] = useState("");
  const steered = useRef(false);
  useEffect(() => {
    if (first !== undefined && !steered.current) setChosen(first);
  }, [first]);

  const matching = (entries: Entry[]) =>
    entries.filter((entry) => includesText(`${entry.label} ${entry.keywords ?? ""}`, text));
  const { actions, pages, places, own } = useEntries(go, run, onHelp);
  const nothing = found.error
    ? messageOf(found.error)
    : waiting
      ? "Buscando…"
      : `Nada coincide con «${typed}». Pruebe con parte de un nombre, de una cédula o de un número.`;

  function enter(hit: Hit | undefined) {
    if (!hit || hit.actions.length < 2) return;
    steered.current = false;
    setInside(hit);
  }

  return (
    <Command
      shouldFilter={false}
      label="Buscar"
      value={chosen}
      onValueChange={setChosen}
      onKeyDown={(event) => {
        const input = event.target as HTMLInputElement;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") steered.current = true;
        if (event.key === "ArrowRight" && !inside && input.selectionStart === input.value.length)
          enter(hits.find(({ key }) => key === chosen));
        if (inside && (event.key === "ArrowLeft" || event.key === "Backspace")) {
          event.preventDefault();
          setChosen(inside.key);
          steered.current = true;
          setInside(null);
        }
      }}
    >
      <CommandInput
        autoFocus
        value={text}
        readOnly={inside !== null}
        onValueChange={(next) => {
          steered.current = false;
          setText(next);
        }}
        placeholder={
          found.searches ? "Nombre, cédula, teléfono, factura, producto; o una página" : "Una página o una acción"
        }
      />
      <CommandList className="max-h-[min(64dvh,520px)]">
        {inside ? (
          <CommandGroup heading={inside.title}>
            {inside.actions.map((action) => (
              <CommandItem key={action.key} value={action.key} onSelect={follow(action)}>
                <action.icon aria-hidden />
                {action.label}
              </CommandItem>
            ))}
          </CommandGroup>
        ) : (
          <>
            <CommandEmpty>{nothing}</CommandEmpty>
            {groups.map(({ heading, hits, all }) => (
              <CommandGroup key={heading} heading={heading}>
                {hits.map((hit) => (
                  <CommandItem key={hit.key} value={hit.key} onSelect={follow(hit.actions[0]!)} className="group/hit">
                    <HitRow hit={hit} match={rested} onMore={() => enter(hit)} />
                  </CommandItem>
                ))}
                {all && (
                  <CommandItem value={all.key} onSelect={follow(all)} className="text-muted-foreground">
                    <Search aria-hidden />
                    {all.label}
                  </CommandItem>
                )}
              </CommandGroup>
            ))}
            <Entries heading="Acciones" entries={matching(actions)} />
            <Entries heading="Páginas" entries={matching(typed ? [...pages, ...places] : pages)} />
            {typed && <Entries heading="Su sesión" entries={matching(own)} />}
          </>
        )}
      </CommandList>
      {asked && found.silent.length > 0 && hits.length > 0 && (
        <p role="status" className="border-t border-border px-3.5 py-2 text-xs text-warning">
          No se pudo buscar en {found.silent.join(", ")}.
        </p>
      )}
      <p className="hidden h-10 items-center gap-1.5 border-t border-border px-3.5 text-xs text-muted-foreground md:flex">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd>
        <span className="mr-2">mover</span>
        <Kbd>↵</Kbd>
        <span className="mr-2">abrir</span>
        <Kbd>{inside ? "←" : "→"}</Kbd>
        <span className="mr-2">{inside ? "volver" : "qué hacer"}</span>
        <Kbd>Esc</Kbd>
        <span className="mr-2">{inside ? "volver" : "cerrar"}</span>
        {waiting && hits.length > 0 && <span>Buscando…</span>}
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

function HitRow({ hit, match, onMore }: { hit: Hit; match: string; onMore: () => void }) {
  const { icon: Icon, title, detail, figure, status, actions } = hit;
  return (
    <>
      <Icon aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <Marked text={title} match={match} />
          {detail && (
            <span className="text-xs text-muted-foreground">
              {" "}
              · <Marked text={detail} match={match} />
            </span>
          )}
        </span>
      </span>
      {figure && (
        <span className="shrink-0 whitespace-nowrap font-mono text-xs text-muted-foreground">
          <Marked text={figure} match={match} />
        </span>
      )}
      {status && <StatusBadge status={status} className="max-sm:hidden" />}
      {/* For the pointer: the keyboard has its arrow, and a row that is one option holds no second control. */}
      {actions.length > 1 && (
        <span
          aria-hidden
          title="Qué hacer"
          onClick={(event) => {
            event.stopPropagation();
            onMore();
          }}
          className="-mr-1 grid size-7 shrink-0 place-items-center rounded-sm text-muted-foreground hover:bg-card hover:text-foreground"
        >
          <ChevronRight className="size-4" />
        </span>
      )}
    </>
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
  const open = (to: Action[], icon: LucideIcon): Entry[] =>
    to
      .filter(({ permission }) => me.permissions.includes(permission))
      .map(({ label, href, keywords }) => ({ key: href, label, keywords, icon, run: go(href) }));
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
  return { actions: open(ACTIONS, Plus), places: open(PLACES, CornerDownRight), pages, own };
}
