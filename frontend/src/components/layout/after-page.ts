import { startKeeper } from "@/entities/outage/keeper";
import { startKeyboard } from "@/lib/keyboard";

/** What every page owes to who has no mouse, and the copy of a device that was told to keep one. Answers how to stop. */
export function start() {
  const stops = [startKeyboard(), startKeeper()];
  return () => stops.forEach((stop) => stop());
}
