"use client";

import { Ellipsis, LogOut, UserRound } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { ThemeMenu } from "@/components/layout/theme-switch";
import { Initials } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useLogout, useMe } from "@/lib/session";
import { cn } from "@/lib/utils";

export function UserMenu({ collapsed, compact }: { collapsed?: boolean; compact?: boolean }) {
  const me = useMe();
  const logout = useLogout();
  const small = collapsed || compact;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={cn(
          "flex items-center gap-2.5 rounded-lg text-left hover:bg-sidebar-accent/60",
          compact ? "p-1.5" : "w-full p-1",
          !small && "p-2",
        )}
      >
        <Initials name={me.full_name} />
        {small && <span className="sr-only">Cuenta de {me.full_name}</span>}
        {!small && (
          <>
            <span className="min-w-0 flex-1">
              <span className="sr-only">Cuenta de </span>
              <span className="block truncate text-sm font-medium leading-4 text-foreground">{me.full_name}</span>
              <span className="block truncate text-2xs text-muted-foreground">{me.role.name}</span>
            </span>
            <Ellipsis className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          </>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align={compact ? "end" : "start"} side={compact ? "bottom" : "top"} className="w-56">
        <DropdownMenuLabel>
          <span className="block truncate font-medium text-foreground">{me.full_name}</span>
          <span className="block truncate">{me.email}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/cuenta/">
            <UserRound aria-hidden />
            Mi cuenta
          </Link>
        </DropdownMenuItem>
        <ThemeMenu />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => logout.mutate()} disabled={logout.isPending}>
          <LogOut aria-hidden />
          Cerrar sesión
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
