import { z } from "@/lib/zod-es";

export const permissionSchema = z.object({ name: z.string(), description: z.string(), clients_only: z.boolean() });
export type Permission = z.infer<typeof permissionSchema>;

export const menuSchema = z.object({
  home: z.string(),
  sections: z.array(z.object({ title: z.string(), items: z.array(z.string()) })),
});
export type Menu = z.infer<typeof menuSchema>;

export const roleSchema = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  menu_config: menuSchema,
  system: z.boolean(),
  active: z.boolean(),
  users: z.number(),
  version: z.number(),
});
export type Role = z.infer<typeof roleSchema>;
