import { z } from "@/lib/zod-es";
import { holidaySchema, roomSchema, strandedSchema, timeOffSchema, workingHoursSchema } from "./schema";

// Beside `schema.ts`, which every page of the agenda carries: only who writes schedules reads these.

// What took something away answers whom it strands.
export const newTimeOffSchema = timeOffSchema.extend({ stranded: strandedSchema });
export const changedRoomSchema = roomSchema.extend({ stranded: strandedSchema });
export const replacedHoursSchema = workingHoursSchema.extend({ stranded: strandedSchema });

export const savedHolidaySchema = holidaySchema.extend({ stranded: strandedSchema });
export const removedHolidaySchema = z.object({ stranded: strandedSchema });
