import type { Metadata } from "next";
import { RemindersPage } from "@/features/avisos/components/reminders-page";

export const metadata: Metadata = { title: "Avisos a pacientes" };
export default RemindersPage;
