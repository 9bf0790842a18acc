import { queryOptions } from "@tanstack/react-query";
import { resource } from "@/lib/resource";
import { feedOfDoctorSchema } from "./schema";

export const feedPath = (doctorId: number) => `/citas/doctors/${doctorId}/feed`;

/** Whether a professional's calendar is shared; never its address. */
export const feedQuery = (doctorId: number) => queryOptions(resource(feedOfDoctorSchema, feedPath(doctorId)));
