import type { Metadata } from "next";
import { SchedulesPage } from "@/features/horarios/components/schedules-page";

export const metadata: Metadata = { title: "Horarios y consultorios" };
export default SchedulesPage;
