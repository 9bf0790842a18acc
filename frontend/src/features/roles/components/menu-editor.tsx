"use client";

import { ArrowDown, ArrowUp, LockKeyhole, Plus, Trash2, X } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Hint } from "@/components/ui/tooltip";
import { DEFAULT_SECTIONS, MENU, opensPage } from "@/config/navigation";
import type { Menu } from "@/entities/role/schema";
import {
  addItem,
  addSection,
  moveItem,
  moveSection,
  removeItem,
  removeSection,
  rename,
  unusedOf,
  type Sections,
} from "../menu";

type MenuEditorProps = {
  value: Menu;
  onChange: (value: Menu) => void;
  /** What the role holds: a page it may not open is not shown, whatever the menu says. */
  permissions: readonly string[];
  /** Messages by section, where something is missing. */
  errors?: (string | undefined)[];
  disabled?: boolean;
};

const ALL = Object.keys(MENU);

export function MenuEditor({ value, onChange, permissions, errors, disabled }: MenuEditorProps) {
  const id = useId();
  const opens = (key: string) => MENU[key] !== undefined && opensPage(MENU[key], permissions);
  const own = value.sections.length > 0;
  const set = (sections: Sections) => onChange({ ...value, sections });
  const unused = unusedOf(value.sections, ALL);

  return (
    <div className="space-y-4">
      <div className="grid gap-1.5 sm:max-w-72">
        <Label htmlFor={id}>Página de inicio</Label>
        <Select value={value.home} onValueChange={(home) => home && onChange({ ...value, home })} disabled={disabled}>
          <SelectTrigger id={id}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {ALL.map((key) => (
              <SelectItem key={key} value={key} disabled={!opens(key) && key !== value.home}>
                {MENU[key]!.label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <p className="text-xs text-muted-foreground">
          {opens(value.home)
            ? "Lo primero que se ve al ingresar."
            : "Este rol no puede abrirla: se verá la primera página de su menú."}
        </p>
      </div>

      {own ? (
        <>
          {value.sections.map((section, index) => (
            <SectionEditor
              key={index}
              section={section}
              error={errors?.[index]}
              disabled={disabled}
              opens={opens}
              unused={unused}
              first={index === 0}
              last={index === value.sections.length - 1}
              onRename={(title) => set(rename(value.sections, index, title))}
              onMove={(step) => set(moveSection(value.sections, index, step))}
              onRemove={() => set(removeSection(value.sections, index))}
              onAdd={(key) => set(addItem(value.sections, index, key))}
              onMoveItem={(at, step) => set(moveItem(value.sections, index, at, step))}
              onRemoveItem={(at) => set(removeItem(value.sections, index, at))}
            />
          ))}
          {!disabled && (
            <div className="flex flex-wrap gap-2">
              <Button variant="outline" size="sm" onClick={() => set(addSection(value.sections))}>
                <Plus aria-hidden />
                Agregar sección
              </Button>
              <Button variant="ghost" size="sm" className="text-muted-foreground" onClick={() => set([])}>
                Usar el menú general
              </Button>
            </div>
          )}
        </>
      ) : (
        <div className="rounded-xl border border-dashed border-input px-4 py-5 text-sm">
          <p>Este rol usa el menú general: todas las páginas que sus permisos abren.</p>
          {!disabled && (
            <Button variant="outline" size="sm" className="mt-3" onClick={() => set(DEFAULT_SECTIONS)}>
              Ordenarlo a medida
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

type SectionEditorProps = {
  section: Sections[number];
  error?: string;
  disabled?: boolean;
  opens: (key: string) => boolean;
  unused: string[];
  first: boolean;
  last: boolean;
  onRename: (title: string) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
  onAdd: (key: string) => void;
  onMoveItem: (at: number, step: 1 | -1) => void;
  onRemoveItem: (at: number) => void;
};

function SectionEditor({ section, error, disabled, opens, unused, first, last, ...on }: SectionEditorProps) {
  const id = useId();
  const name = section.title || "sin título";
  return (
    <section
      aria-label={`Sección ${name}`}
      className="overflow-hidden rounded-xl border border-border bg-card shadow-1"
    >
      <div className="flex flex-wrap items-start gap-1 border-b border-border bg-muted/60 p-2">
        <div className="min-w-40 flex-1 sm:max-w-72">
          <Input
            aria-label="Título de la sección"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? id : undefined}
            value={section.title}
            maxLength={60}
            placeholder="Título de la sección"
            disabled={disabled}
            onChange={(event) => on.onRename(event.target.value)}
            className="font-medium"
          />
          {error && (
            <p id={id} className="mt-1 text-xs text-destructive">
              {error}
            </p>
          )}
        </div>
        {!disabled && (
          <div className="ml-auto flex">
            <Tool label={`Subir la sección ${name}`} disabled={first} onClick={() => on.onMove(-1)}>
              <ArrowUp aria-hidden />
            </Tool>
            <Tool label={`Bajar la sección ${name}`} disabled={last} onClick={() => on.onMove(1)}>
              <ArrowDown aria-hidden />
            </Tool>
            <Tool label={`Quitar la sección ${name}`} onClick={on.onRemove}>
              <Trash2 aria-hidden />
            </Tool>
          </div>
        )}
      </div>
      <ul className="divide-y divide-border">
        {section.items.map((key, at) => (
          <li key={key} className="flex min-h-11 items-center gap-2.5 py-1 pl-4 pr-2 text-sm md:min-h-9">
            <ItemName name={key} opens={opens(key)} />
            {!disabled && (
              <span className="ml-auto flex">
                <Tool
                  label={`Subir ${labelOf(key)}`}
                  disabled={first && at === 0}
                  onClick={() => on.onMoveItem(at, -1)}
                >
                  <ArrowUp aria-hidden />
                </Tool>
                <Tool
                  label={`Bajar ${labelOf(key)}`}
                  disabled={last && at === section.items.length - 1}
                  onClick={() => on.onMoveItem(at, 1)}
                >
                  <ArrowDown aria-hidden />
                </Tool>
                <Tool label={`Quitar ${labelOf(key)} del menú`} onClick={() => on.onRemoveItem(at)}>
                  <X aria-hidden />
                </Tool>
              </span>
            )}
          </li>
        ))}
        {section.items.length === 0 && (
          <li className="px-4 py-2.5 text-sm text-muted-foreground">Sin páginas: esta sección no se verá.</li>
        )}
      </ul>
      {!disabled && unused.length > 0 && (
        <div className="border-t border-border p-2">
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="sm">
                <Plus aria-hidden />
                Agregar página
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="start">
              {unused.map((key) => (
                <DropdownMenuItem key={key} onSelect={() => on.onAdd(key)}>
                  <ItemName name={key} opens={opens(key)} />
                </DropdownMenuItem>
              ))}
            </DropdownMenuContent>
          </DropdownMenu>
        </div>
      )}
    </section>
  );
}

const labelOf = (key: string) => MENU[key]?.label ?? key;

function ItemName({ name, opens }: { name: string; opens: boolean }) {
  const Icon = MENU[name]?.icon;
  return (
    <>
      {Icon && <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />}
      <span className={opens ? undefined : "text-muted-foreground"}>{labelOf(name)}</span>
      {!opens && (
        <span className="inline-flex items-center gap-1 text-xs text-muted-foreground">
          <LockKeyhole className="size-3.5" aria-hidden />
          sin permiso, no se verá
        </span>
      )}
    </>
  );
}

function Tool({
  label,
  disabled,
  onClick,
  children,
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Hint text={label}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={label}
        aria-disabled={disabled || undefined}
        onClick={disabled ? undefined : onClick}
        className="text-muted-foreground"
      >
        {children}
      </Button>
    </Hint>
  );
}
