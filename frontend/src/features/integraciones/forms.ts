import { requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const clientForm = z.object({
  name: requiredText(200),
  permissions: z.array(z.string()).min(1, "Elija al menos un permiso."),
});
export type ClientValues = z.output<typeof clientForm>;
