"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Timer } from "lucide-react";
import { useEffect } from "react";
import { release, type Hold } from "@/entities/appointment/holds";
import { formatTime } from "@/lib/format";
import { useCountdown } from "../use-countdown";

/** How long an hour is still kept for whoever is booking it; given back when they leave. */
export function HeldHour({ hold }: { hold: Hold }) {
  const client = useQueryClient();
  const time = useCountdown(hold);
  useEffect(() => () => void release(client, hold.id), [client, hold.id]);
  return (
    <div className="rounded-md border border-dashed border-input bg-muted px-3 py-2 text-sm">
      {time.left > 0 ? (
        <Countdown time={time} words={`${formatTime(hold.start_time)} retenida para usted`} />
      ) : (
        <p role="status" className="flex items-center gap-2">
          <Timer aria-hidden className="size-4 text-muted-foreground" />
          Ya no está retenida: otra persona puede tomarla.
        </p>
      )}
    </div>
  );
}

type CountdownProps = { time: ReturnType<typeof useCountdown>; words: string };

/** What is held, the minutes that are left and a bar that empties. The words are said once, the seconds never. */
export function Countdown({ time, words }: CountdownProps) {
  return (
    <>
      <p className="flex items-center gap-2">
        <Timer aria-hidden className="size-4 text-muted-foreground" />
        <span role="status" className="flex-1">
          {words}
        </span>
        <span className="font-semibold tabular-nums" aria-hidden>
          {time.clock}
        </span>
      </p>
      <div aria-hidden className="mt-1.5 h-0.5 bg-border">
        <div className="h-full bg-primary" style={{ width: `${time.share * 100}%` }} />
      </div>
    </>
  );
}
