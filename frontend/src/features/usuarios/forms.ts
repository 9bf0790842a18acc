import { REGISTRATION_KINDS } from "@/entities/person/schema";
import { chosen, email, optionalDay, optionalText, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const phone = z
  .union([
    z.literal(""),
    z
      .string()
      .trim()
      .regex(/^\+?[0-9][0-9 ()-]{5,19}$/, "Escriba un teléfono como 099 123 4567."),
  ])
  .nullish()
  .transform((value) => value || null);

const person = {
  full_name: requiredText(200),
  email,
  role_id: chosen,
  phone,
  practitioner: z.boolean(),
  specialty: optionalText(200),
  professional_registration: optionalText(200),
  registration_kind: z.enum(["NONE", ...REGISTRATION_KINDS]).transform((kind) => (kind === "NONE" ? null : kind)),
  registration_expires_on: optionalDay,
};

export const userForm = z.object(person);
export const newUserForm = z
  .object({ ...person, how: z.enum(["temporary", "typed"]), password: z.string() })
  .superRefine(({ how, password }, context) => {
    if (how === "typed" && password.length < 10) {
      context.addIssue({ code: "custom", path: ["password"], message: "Escriba al menos 10 caracteres." });
    }
  })
  .transform(({ how, password, ...rest }) => ({ ...rest, password: how === "typed" ? password : null }));

export type UserChanges = Partial<z.output<typeof userForm>> & { active?: boolean };
export type NewUser = z.output<typeof newUserForm>;
