export const SEVERITY = { NONE: "No", MILD: "Leve", MODERATE: "Moderada", SEVERE: "Severa" } as const;
export const MALOCCLUSION = { NONE: "No", ANGLE_I: "Angle I", ANGLE_II: "Angle II", ANGLE_III: "Angle III" } as const;
export const LEVEL = { GOOD: "buena", FAIR: "regular", POOR: "mala" } as const;

/** The teeth that may stand for each sextant, the first where it is there. */
export const SEXTANTS = [
  [16, 17, 55],
  [11, 21, 51],
  [26, 27, 65],
  [36, 37, 75],
  [31, 41, 71],
  [46, 47, 85],
] as const;
