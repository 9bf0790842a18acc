"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { useMe } from "@/lib/session";
import { cn } from "@/lib/utils";
import {
  grantableOf,
  groupPermissions,
  namesOf,
  toggle,
  toggleAll,
  type NounRow,
  type PermissionGroup,
} from "./permissions";
import type { Permission } from "./schema";

type PermissionMatrixProps = {
  permissions: readonly Permission[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  disabled?: boolean;
  /** One column: in a sheet. */
  narrow?: boolean;
};

type PartProps = PermissionMatrixProps & { grantable: readonly string[] };

/**
 * A row for each noun; reading, changing, and what else it knows. What a permission needs comes with it; what the
 * person in session does not hold can be taken away, not given.
 */
export function PermissionMatrix({ permissions, value, onChange, disabled, narrow }: PermissionMatrixProps) {
  const grantable = grantableOf(permissions, useMe().permissions);
  return (
    <div className="space-y-4">
      {groupPermissions(permissions).map((group) => (
        <Group key={group.title} {...{ group, permissions, value, onChange, disabled, narrow, grantable }} />
      ))}
    </div>
  );
}

function Group({
  group,
  permissions,
  value,
  onChange,
  disabled,
  narrow,
  grantable,
}: PartProps & { group: PermissionGroup }) {
  const id = useId();
  const names = namesOf(group);
  const open = names.filter((name) => value.includes(name) || grantable.includes(name));
  const held = names.filter((name) => value.includes(name)).length;
  return (
    <section
      role="group"
      aria-labelledby={id}
      className="overflow-hidden rounded-xl border border-border bg-card shadow-1"
    >
      <div className="flex min-h-11 items-center gap-3 border-b border-border bg-muted/60 px-4">
        <Checkbox
          aria-label={`Todo lo de ${group.title}`}
          disabled={disabled || open.length === 0}
          checked={held === names.length ? true : held > 0 ? "indeterminate" : false}
          onCheckedChange={() => onChange(toggleAll(value, open, held < open.length, permissions))}
        />
        <h2 id={id} className="flex-1 text-sm font-semibold">
          {group.title}
        </h2>
        <span className="text-xs tabular-nums text-muted-foreground">
          {held} de {names.length}
        </span>
      </div>
      <div className="divide-y divide-border">
        {group.rows.map((row) => (
          <Row key={row.noun} {...{ row, permissions, value, onChange, disabled, narrow, grantable }} />
        ))}
      </div>
    </section>
  );
}

function Row({ row, permissions, value, onChange, disabled, narrow, grantable }: PartProps & { row: NounRow }) {
  const set = (name: string, on: boolean) => onChange(toggle(value, name, on, permissions));
  const cell = (permission: Permission | undefined) =>
    permission && (
      <Cell
        permission={permission}
        checked={value.includes(permission.name)}
        disabled={disabled}
        lacked={!value.includes(permission.name) && !grantable.includes(permission.name)}
        onChange={(on) => set(permission.name, on)}
      />
    );
  return (
    <div
      role="group"
      aria-label={row.label}
      className={cn(
        "grid gap-x-4 px-4 py-2.5",
        narrow ? "sm:grid-cols-[116px_1fr]" : "lg:grid-cols-[128px_1fr_1fr_1fr]",
      )}
    >
      <p className="py-1.5 text-sm font-medium">{row.label}</p>
      {narrow ? (
        <div>
          {[row.read, row.write, ...row.others].map(
            (permission) => permission && <div key={permission.name}>{cell(permission)}</div>,
          )}
        </div>
      ) : (
        <>
          <div>{cell(row.read)}</div>
          <div>{cell(row.write)}</div>
          <div>
            {row.others.map((permission) => (
              <div key={permission.name}>{cell(permission)}</div>
            ))}
          </div>
        </>
      )}
    </div>
  );
}

type CellProps = {
  permission: Permission;
  checked: boolean;
  disabled?: boolean;
  lacked: boolean;
  onChange: (on: boolean) => void;
};

function Cell({ permission, checked, disabled, lacked, onChange }: CellProps) {
  const id = useId();
  return (
    <div className="flex min-h-11 items-start gap-2.5 py-1.5 md:min-h-8" title={permission.name}>
      <Checkbox
        id={id}
        checked={checked}
        disabled={disabled || lacked}
        onCheckedChange={(next) => onChange(next === true)}
        className="mt-0.5"
      />
      <label htmlFor={id} className={cn("text-sm leading-5", checked ? "text-foreground" : "text-muted-foreground")}>
        {permission.description}
        {lacked && !disabled && <span className="block text-xs">Usted no lo tiene: no puede darlo.</span>}
      </label>
    </div>
  );
}
