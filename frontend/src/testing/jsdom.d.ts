declare module "jsdom/lib/jsdom/living/helpers/style-rules" {
  export const propertiesWithResolvedValueImplemented: Record<string, unknown>;
}
