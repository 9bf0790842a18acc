import { toast } from "sonner";
import { messageOf } from "./problem";

/** One sentence at the bottom; `undo` offers *Deshacer* for six seconds. */
export function notify(message: string, options: { undo?: () => void; action?: { label: string; onClick: () => void } } = {}) {
  const action = options.undo ? { label: "Deshacer", onClick: options.undo } : options.action;
  toast.success(message, { duration: action ? 6000 : 4000, action });
}

/** An error stays until it is closed. */
export function notifyError(error: unknown, action?: { label: string; onClick: () => void }) {
  toast.error(messageOf(error), { duration: Infinity, closeButton: true, action });
}
