import {
  Ban,
  CalendarClock,
  CalendarX2,
  CircleCheck,
  CircleSlash2,
  PackageOpen,
  ShieldAlert,
  TrendingDown,
} from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Kind, Lot, Product } from "@/entities/product/schema";
import { formatDate } from "@/lib/format";
import { expiryTone, expiryWords, KIND_LOOK, lotState, stockState } from "../words";

const STOCK = {
  inactive: <Badge icon={Ban}>Inactivo</Badge>,
  none: (
    <Badge variant="danger" icon={CircleSlash2}>
      Sin existencias
    </Badge>
  ),
  unusable: (
    <Badge variant="danger" icon={CalendarX2}>
      Nada utilizable
    </Badge>
  ),
  low: (
    <Badge variant="warning" icon={TrendingDown}>
      Por reponer
    </Badge>
  ),
  // Most products have enough: said without a badge, so that the others stand out.
  enough: <span className="text-muted-foreground">Suficiente</span>,
};

export const StockBadge = ({ product }: { product: Product }) => STOCK[stockState(product)];

const LOT = {
  usable: (
    <Badge variant="success" icon={CircleCheck}>
      En uso
    </Badge>
  ),
  expired: (
    <Badge variant="danger" icon={CalendarX2}>
      Vencido
    </Badge>
  ),
  recalled: (
    <Badge variant="danger" icon={ShieldAlert}>
      Retirado
    </Badge>
  ),
  empty: <Badge icon={PackageOpen}>Agotado</Badge>,
};

export const LotBadge = ({ lot }: { lot: Lot }) => LOT[lotState(lot)];

export function KindBadge({ kind }: { kind: Kind }) {
  const { label, icon, variant } = KIND_LOOK[kind];
  return (
    <Badge variant={variant} icon={icon}>
      {label}
    </Badge>
  );
}

/** The day, and a warning in words when it is near or past. */
export function Expiry({ day, warn = true }: { day: string | null | undefined; warn?: boolean }) {
  if (!day) return <span className="text-muted-foreground">—</span>;
  const tone = warn ? expiryTone(day) : "far";
  if (tone === "far") return <span className="whitespace-nowrap tabular-nums">{formatDate(day)}</span>;
  return (
    <span className="flex items-center gap-2 whitespace-nowrap tabular-nums">
      {formatDate(day)}
      <Badge variant={tone === "expired" ? "danger" : "warning"} icon={tone === "expired" ? CalendarX2 : CalendarClock}>
        {expiryWords(day)}
      </Badge>
    </span>
  );
}
