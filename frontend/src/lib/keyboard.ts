import { keepFocus } from "@/lib/focus-keeper";
import { listenForMainKey } from "@/lib/main-key";
// So that the first sheet finds its place in the history at once.
import "@/lib/overlays";

export function startKeyboard() {
  const stops = [keepFocus(), listenForMainKey()];
  return () => stops.forEach((stop) => stop());
}
