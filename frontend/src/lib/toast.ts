import { messageOf } from "./problem";

// The toaster comes after the page (see Providers); what it says comes by the same file.
const sonner = () => import("sonner");

let latest = "";
const listeners = new Set<() => void>();

export const announcement = {
  now: () => latest,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** One sentence for a screen reader alone: what was done shows on the page by itself. */
export function announce(message: string) {
  latest = message;
  for (const listener of listeners) listener();
}

/** One sentence at the bottom right, about what the page does not show; `undo` offers *Deshacer* for six seconds, or `lasting`. */
export function notify(
  message: string,
  options: { undo?: () => void; lasting?: number; action?: { label: string; onClick: () => void } } = {},
) {
  const action = options.undo ? { label: "Deshacer", onClick: options.undo } : options.action;
  void sonner().then(({ toast }) =>
    toast.success(message, { duration: options.lasting ?? (action ? 6000 : 4000), action }),
  );
}

/** An error stays until it is closed. */
export function notifyError(error: unknown, action?: { label: string; onClick: () => void }) {
  void sonner().then(({ toast }) => toast.error(messageOf(error), { duration: Infinity, closeButton: true, action }));
}
