/** The clinic's clock and money, whatever the browser says. Ecuador keeps UTC−5 all year. */
export const CLINIC_TIMEZONE = "America/Guayaquil";
export const CLINIC_OFFSET = "-05:00";
export const LOCALE = "es-EC";
export const CURRENCY = "USD";
export const PAGE_SIZE = 50;
