import type { QueryClient } from "@tanstack/react-query";
import type { TimeOff } from "@/entities/schedule/schema";

/** Hours that somebody is choosing, as the agenda draws them: what asks for them comes after the page, and is not its weight. */
export const heldKey = ({ from, to }: { from: string; to: string }) => ["held", from, to];

export const keepHeld = (client: QueryClient, span: { from: string; to: string }, rows: TimeOff[]) =>
  client.setQueryData(heldKey(span), rows);
