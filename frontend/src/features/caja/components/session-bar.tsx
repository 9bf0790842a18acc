"use client";

import { ArrowLeftRight, History, Lock, LockKeyholeOpen } from "lucide-react";
import { Link } from "@/components/patterns/link";
import type { ReactNode } from "react";
import { Can } from "@/components/patterns/can";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { CashSession } from "@/entities/cash/schema";
import { today } from "@/lib/dates";
import { formatDayMonth, formatMoney, formatTime } from "@/lib/format";

/** Whose till this is, since when, what came in and what should be in the drawer. */
export function SessionBar({ session, onMove }: { session: CashSession; onMove: () => void }) {
  const older = session.day !== today();
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="flex items-center gap-2">
        <h1 className="text-2xl font-semibold tracking-title">{session.till.name}</h1>
        <Badge variant={older ? "warning" : "success"} icon={LockKeyholeOpen}>
          {older ? `Abierta desde el ${formatDayMonth(session.day)}` : "Abierta"}
        </Badge>
      </div>
      <dl className="grid basis-full grid-cols-3 divide-x divide-border text-sm sm:flex sm:flex-auto sm:whitespace-nowrap">
        <Fact label="Desde" hidden>
          {formatTime(session.opened_at)}, {session.cashier.name}
        </Fact>
        <Fact label="Fondo">{formatMoney(session.opening_float)}</Fact>
        <Fact label="Cobrado">{session.collected === null ? "A ciegas" : formatMoney(session.collected)}</Fact>
        <Fact label="Efectivo esperado" short="En efectivo">
          {session.expected_cash === null ? "Cuente primero" : formatMoney(session.expected_cash)}
        </Fact>
      </dl>
      <div className="flex w-full flex-wrap gap-2 [&>*]:flex-1 sm:w-auto sm:[&>*]:flex-none">
        <AllTills />
        <Button variant="outline" onClick={onMove}>
          <ArrowLeftRight aria-hidden /> Entrada o salida
        </Button>
        <Button variant="outline" asChild>
          <Link href={`/caja/cerrar/?id=${session.id}`}>
            <Lock aria-hidden /> Cerrar caja
          </Link>
        </Button>
      </div>
    </header>
  );
}

type FactProps = {
  label: string;
  /** For the phone, whose three columns stay in line. */
  short?: string;
  hidden?: boolean;
  children: ReactNode;
};

function Fact({ label, short, hidden, children }: FactProps) {
  return (
    <div className={hidden ? "hidden px-3 first:pl-0 min-[1440px]:block" : "px-3 first:pl-0"}>
      <dt className="text-xs text-muted-foreground">
        {short && <span className="sm:hidden">{short}</span>}
        <span className={short && "max-sm:hidden"}>{label}</span>
      </dt>
      <dd className="truncate font-medium tabular-nums">{children}</dd>
    </div>
  );
}

/** To the tills of everybody, for who may see them. */
export const AllTills = () => (
  <Can permission="cash:read">
    <Button variant="outline" asChild>
      <Link href="/caja/cierres/">
        <History aria-hidden /> Cierres
      </Link>
    </Button>
  </Can>
);
