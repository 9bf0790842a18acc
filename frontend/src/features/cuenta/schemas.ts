import { z } from "@/lib/zod-es";

export const passwordChangeSchema = z
  .object({
    current_password: z.string().min(1, "Escriba su contraseña actual."),
    new_password: z.string().min(10, "Use al menos 10 caracteres."),
    repeated: z.string(),
  })
  .refine((form) => form.new_password !== form.current_password, {
    path: ["new_password"],
    message: "Use una contraseña distinta de la actual.",
  })
  .refine((form) => form.new_password === form.repeated, {
    path: ["repeated"],
    message: "Las contraseñas no coinciden.",
  });
