"use client";

import { CircleDollarSign, Plus, TriangleAlert } from "lucide-react";
import { useCallback, useRef } from "react";
import { APPOINTMENT_STATUS, APPOINTMENT_STATUSES } from "@/components/patterns/status-badge";
import type { IconSource } from "./block";

const ICONS = [
  ...APPOINTMENT_STATUSES.map((status) => [status, APPOINTMENT_STATUS[status].icon] as const),
  ["plus", Plus] as const,
  ["alert", TriangleAlert] as const,
  ["debt", CircleDollarSign] as const,
];

/** The icons that blocks of the calendar clone. `palette` goes anywhere in the page, unseen. */
export function useIconPalette() {
  const host = useRef<HTMLDivElement>(null);
  const icon = useCallback<IconSource>(
    (name) => host.current?.querySelector(`[data-icon="${name}"] svg`)?.cloneNode(true) ?? null,
    [],
  );
  const palette = (
    <div ref={host} hidden>
      {ICONS.map(([name, Icon]) => (
        <span key={name} data-icon={name}>
          <Icon className="size-3.5 shrink-0" aria-hidden />
        </span>
      ))}
    </div>
  );
  return { icon, palette };
}
