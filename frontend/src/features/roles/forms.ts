import { menuSchema } from "@/entities/role/schema";
import { optionalText, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const described = optionalText(300).transform((text) => text ?? "");

export const newRoleForm = z.object({ name: requiredText(80), description: described, copy_of: z.string() });

export const roleForm = z.object({
  name: requiredText(80),
  description: described,
  permissions: z.array(z.string()),
  menu_config: menuSchema.extend({
    sections: z.array(
      z.object({
        title: z.string().trim().min(1, "Escriba el título de la sección.").max(60),
        items: z.array(z.string()),
      }),
    ),
  }),
});
export type RoleChanges = z.output<typeof roleForm>;
