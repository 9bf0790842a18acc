import type { QueryClient } from "@tanstack/react-query";
import { timelineOf } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { EXAMS, ordersOf, UNSEEN_RESULTS } from "./queries";

export const ordersChanged = (client: QueryClient, patientId: number) =>
  invalidate(client, [ordersOf(patientId), timelineOf(patientId), UNSEEN_RESULTS]);
export const examsChanged = (client: QueryClient) => invalidate(client, [EXAMS]);
