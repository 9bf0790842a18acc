import type { Metadata } from "next";
import { SchedulesPage } from "@/features/agenda/components/schedules-page";

export const metadata: Metadata = { title: "Horarios y consultorios" };
export default SchedulesPage;
