import type { Metadata } from "next";
import { AgendaPage } from "@/features/agenda";

export const metadata: Metadata = { title: "Agenda" };
export default AgendaPage;
