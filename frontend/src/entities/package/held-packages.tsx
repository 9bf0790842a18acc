"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { heldPackagePath } from "@/config/navigation";
import { formatDate } from "@/lib/format";
import { heldQuery } from "./queries";
import { HeldBadge } from "./state";

/** The packages that a patient may use, their own and those shared with them. Nothing where there is none. */
export function HeldPackages({ patientId }: { patientId: number }) {
  const { data } = useQuery(heldQuery({ patient_id: patientId, limit: 20 }));
  if (!data || data.data.length === 0) return null;
  return (
    <Card aria-label="Paquetes" className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>Paquetes</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border border-t border-border">
        {data.data.map((held) => (
          <li key={held.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
            <span className="min-w-0 flex-1 basis-52">
              <Link href={heldPackagePath(held.id)} className="font-medium text-primary hover:underline">
                {held.name}
              </Link>
              <span className="block text-xs text-muted-foreground">
                {held.patient_id === patientId ? "" : `De ${held.patient_name} · `}
                {held.used} de {held.sessions} sesiones usadas
                {held.expires_on && ` · vence el ${formatDate(held.expires_on)}`}
              </span>
            </span>
            <HeldBadge state={held.state} />
            <Money value={held.remaining} strong dashZero />
          </li>
        ))}
      </ul>
    </Card>
  );
}
