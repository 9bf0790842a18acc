import { useEffect, useState } from "react";
import type { Hold } from "@/entities/appointment/holds";

const SECOND = 1000;

/** How long an hour is still held, `4:41`, and which part of its time that is. */
export function useCountdown({ created_at, expires_at }: Hold) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(clock);
  }, []);
  const left = Math.max(Math.ceil((Date.parse(expires_at) - now) / SECOND), 0);
  const whole = (Date.parse(expires_at) - Date.parse(created_at)) / SECOND;
  return {
    left,
    clock: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`,
    share: Math.min(left / whole, 1),
  };
}
