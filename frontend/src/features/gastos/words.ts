/** One category, however it was written: «Arriendo» and «arriendo» are the same, as for the service. */
export const sameCategory = (one: string, other: string) =>
  one.trim().localeCompare(other.trim(), "es", { sensitivity: "accent" }) === 0;
