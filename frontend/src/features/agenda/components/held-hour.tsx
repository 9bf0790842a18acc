"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Timer } from "lucide-react";
import { useEffect, useState } from "react";
import { release, type Hold } from "@/entities/appointment/holds";
import { formatTime } from "@/lib/format";

const SECOND = 1000;

/** How long an hour is still kept for whoever is booking it; given back when they leave. */
export function HeldHour({ hold }: { hold: Hold }) {
  const client = useQueryClient();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(clock);
  }, []);
  // What was booked meanwhile holds nothing more: the service says so, and nobody minds.
  useEffect(() => () => void release(client, hold.id), [client, hold.id]);

  const left = Math.max(Math.ceil((Date.parse(hold.expires_at) - now) / SECOND), 0);
  const [whole] = useState(left);
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <div className="rounded-md border border-dashed border-input bg-muted px-3 py-2 text-sm">
      <p className="flex items-center gap-2">
        <Timer aria-hidden className="size-4 text-muted-foreground" />
        {left > 0 ? (
          <>
            <span className="flex-1">{formatTime(hold.start_time)} retenida para usted</span>
            <span className="font-semibold tabular-nums" aria-hidden>
              {clock}
            </span>
          </>
        ) : (
          <span role="status">Ya no está retenida: otra persona puede tomarla.</span>
        )}
      </p>
      {left > 0 && (
        <div aria-hidden className="mt-1.5 h-0.5 bg-border">
          <div className="h-full bg-primary" style={{ width: `${(left / Math.max(whole, 1)) * 100}%` }} />
        </div>
      )}
    </div>
  );
}
