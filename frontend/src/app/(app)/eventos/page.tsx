import type { Metadata } from "next";
import { EventsPage } from "@/features/eventos/components/events-page";

export const metadata: Metadata = { title: "Eventos" };
export default EventsPage;
