import { KeyRound, Lock } from "lucide-react";
import { StateBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import type { User } from "@/entities/person/schema";
import { formatTime } from "@/lib/format";

export function UserState({ user }: { user: User }) {
  if (!user.active) return <StateBadge state="inactive" label="Deshabilitado" />;
  if (user.locked_until)
    return (
      <Badge variant="warning" icon={Lock}>
        Bloqueado hasta {formatTime(user.locked_until)}
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
