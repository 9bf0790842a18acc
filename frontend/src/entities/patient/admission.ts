import { queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";
import type { CAME_BY, CHANNELS, EDUCATIONS, ETHNICITIES, MARITAL_STATUSES } from "./schema";

// What the admission form asks, in words; consents to the use of data; relatives. Apart from what every list needs of a
// patient, which pages near their budget draw too.

export const RELATIONS = ["PARENT", "CHILD", "SIBLING", "PARTNER", "GRANDPARENT", "GRANDCHILD", "OTHER"] as const;

/** A relative who is a patient too, and what they are to this one. */
export const familyLinkSchema = z.object({
  id: z.number(),
  relation: z.enum(RELATIONS),
  relative: z.object({
    id: z.number(),
    full_name: z.string(),
    birth_date: z.string().nullish(),
    active: z.boolean(),
  }),
});
export type FamilyLink = z.infer<typeof familyLinkSchema>;

export const PURPOSES = ["DATA", "MESSAGES"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A consent given or withdrawn, to one version of a text. */
export const dataConsentSchema = z.object({
  id: z.number(),
  purpose: z.enum(PURPOSES),
  text_version: z.number(),
  text: z.string(),
  given: z.boolean(),
  given_by: z.string(),
  recorded_by: z.object({ name: z.string() }),
  created_at: z.string(),
});
export type DataConsent = z.infer<typeof dataConsentSchema>;

/** Every act, the newest first, and the texts in force. */
export const dataConsentsSchema = z.object({
  data: z.array(dataConsentSchema),
  texts: z.array(z.object({ purpose: z.enum(PURPOSES), version: z.number(), text: z.string() })),
});

export const familyQuery = (id: number) => queryOptions(resource(listOf(familyLinkSchema), `${PATIENTS}/${id}/family`));

export const dataConsentsQuery = (id: number) =>
  queryOptions(resource(dataConsentsSchema, `${PATIENTS}/${id}/data-consents`));

export const ETHNICITY_LABEL: Record<(typeof ETHNICITIES)[number], string> = {
  MESTIZO: "Mestizo/a",
  INDIGENOUS: "Indígena",
  AFRO_ECUADORIAN: "Afroecuatoriano/a",
  BLACK: "Negro/a",
  MULATTO: "Mulato/a",
  MONTUBIO: "Montubio/a",
  WHITE: "Blanco/a",
  OTHER: "Otra",
  NOT_SAID: "No sabe o no responde",
};
export const MARITAL_LABEL: Record<(typeof MARITAL_STATUSES)[number], string> = {
  SINGLE: "Soltero/a",
  UNION: "Unión libre",
  MARRIED: "Casado/a",
  SEPARATED: "Separado/a",
  DIVORCED: "Divorciado/a",
  WIDOWED: "Viudo/a",
};
export const EDUCATION_LABEL: Record<(typeof EDUCATIONS)[number], string> = {
  NONE: "Ninguna",
  BASIC: "Básica",
  SECONDARY: "Bachillerato",
  HIGHER: "Superior",
  POSTGRADUATE: "Posgrado",
};
export const CAME_BY_LABEL: Record<(typeof CAME_BY)[number], string> = {
  RECOMMENDED: "Recomendación",
  REFERRED: "Referido por un profesional",
  SOCIAL_MEDIA: "Redes sociales",
  INTERNET: "Internet",
  PASSING_BY: "Pasó por aquí",
  INSURER: "Su seguro",
  OTHER: "Otro",
};
export const CHANNEL_LABEL: Record<(typeof CHANNELS)[number], string> = {
  WHATSAPP: "WhatsApp",
  CALL: "Llamada",
  EMAIL: "Correo",
  SMS: "SMS",
};
/** What the relative is to the patient. */
export const RELATION_LABEL: Record<(typeof RELATIONS)[number], string> = {
  PARENT: "Madre o padre",
  CHILD: "Hija o hijo",
  SIBLING: "Hermana o hermano",
  PARTNER: "Pareja",
  GRANDPARENT: "Abuela o abuelo",
  GRANDCHILD: "Nieta o nieto",
  OTHER: "Otro familiar",
};
export const PURPOSE_LABEL: Record<Purpose, string> = {
  DATA: "Uso de sus datos",
  MESSAGES: "Mensajes",
};
