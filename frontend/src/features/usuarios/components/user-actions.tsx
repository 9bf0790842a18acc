"use client";

import { Ellipsis, KeyRound, Pencil, UserCheck, UserX } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { User } from "@/entities/person/schema";
import { useMe } from "@/lib/session";
import { useOutranks } from "../use-outranks";

export type UserAct = "edit" | "reset" | "disable" | "enable";

type UserActionsProps = { user: User; onAct: (act: UserAct, user: User) => void; inSheet?: boolean };

/** Whoever is in session changes their own password in *Mi cuenta* and cannot shut themselves out. */
export function UserActions({ user, onAct, inSheet }: UserActionsProps) {
  const myself = String(useMe().id) === String(user.id);
  const outranked = useOutranks()(user);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        {inSheet ? (
          <Button variant="outline">
            <Ellipsis aria-hidden />
            Más
          </Button>
        ) : (
          <Button variant="ghost" size="icon-xs" aria-label={`Acciones de ${user.full_name}`}>
            <Ellipsis aria-hidden />
          </Button>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align={inSheet ? "start" : "end"}>
        {!inSheet && (
          <DropdownMenuItem onSelect={() => onAct("edit", user)}>
            <Pencil aria-hidden />
            Editar
          </DropdownMenuItem>
        )}
        {myself ? (
          <DropdownMenuItem asChild>
            <Link href="/cuenta/">
              <KeyRound aria-hidden />
              Cambiar mi contraseña
            </Link>
          </DropdownMenuItem>
        ) : (
          <>
            {outranked && (
              <DropdownMenuLabel className="max-w-64 font-normal">
                Puede más que usted: solo quien puede lo mismo decide cómo ingresa.
              </DropdownMenuLabel>
            )}
            {user.active && (
              <DropdownMenuItem disabled={outranked} onSelect={() => onAct("reset", user)}>
                <KeyRound aria-hidden />
                Restablecer contraseña
              </DropdownMenuItem>
            )}
            {!inSheet && <DropdownMenuSeparator />}
            {user.active ? (
              <DropdownMenuItem variant="destructive" disabled={outranked} onSelect={() => onAct("disable", user)}>
                <UserX aria-hidden />
                Deshabilitar
              </DropdownMenuItem>
            ) : (
              <DropdownMenuItem disabled={outranked} onSelect={() => onAct("enable", user)}>
                <UserCheck aria-hidden />
                Habilitar
              </DropdownMenuItem>
            )}
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
