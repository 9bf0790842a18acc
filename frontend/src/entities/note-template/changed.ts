import type { QueryClient } from "@tanstack/react-query";
import { invalidate } from "@/lib/resource";
import { NOTE_TEMPLATES, PHRASES } from "./queries";

export const templatesChanged = (client: QueryClient) => invalidate(client, [NOTE_TEMPLATES]);
export const phrasesChanged = (client: QueryClient) => invalidate(client, [PHRASES]);
