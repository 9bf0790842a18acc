import { KeyRound, ShieldAlert } from "lucide-react";
import { StateBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import type { User } from "@/entities/person/schema";

/** Fewer are somebody's own slips. */
const WORTH_SAYING = 5;

export function UserState({ user }: { user: User }) {
  if (!user.active) return <StateBadge state="inactive" label="Deshabilitado" />;
  if (user.failed_attempts >= WORTH_SAYING)
    return (
      <Badge variant="warning" icon={ShieldAlert}>
        {user.failed_attempts} intentos fallidos
      </Badge>
    );
  if (user.must_change_password)
    return (
      <Badge variant="info" icon={KeyRound}>
        Contraseña temporal
      </Badge>
    );
  return <StateBadge state="active" />;
}
