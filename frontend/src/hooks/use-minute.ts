"use client";

import { useEffect, useState } from "react";

const MINUTE = 60_000;
const thisMinute = () => Math.floor(Date.now() / MINUTE) * MINUTE;

/** The present, to the minute. */
export function useMinute() {
  const [now, setNow] = useState(thisMinute);
  useEffect(() => {
    const timer = setInterval(() => setNow(thisMinute()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
