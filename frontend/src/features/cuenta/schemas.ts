import { email } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const credentialsSchema = z.object({ email, password: z.string().min(1, "Escribe tu contraseña.") });

export const passwordChangeSchema = z
  .object({
    current_password: z.string().min(1, "Escribe tu contraseña actual."),
    new_password: z.string().min(10, "Usa al menos 10 caracteres."),
    repeated: z.string(),
  })
  .refine((form) => form.new_password !== form.current_password, {
    path: ["new_password"],
    message: "Usa una contraseña distinta de la actual.",
  })
  .refine((form) => form.new_password === form.repeated, { path: ["repeated"], message: "Las contraseñas no coinciden." });
